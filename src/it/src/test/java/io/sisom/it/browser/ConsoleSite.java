package io.sisom.it.browser;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sisom.console.Console;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.QueueRig;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.console.http.ConsoleServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A console on a broker of its own, and browsers that look at it. */
public final class ConsoleSite implements AutoCloseable {
  private final QueueRig rig;
  private final ConsoleProcess process;
  private final Console console;
  private final FleetWatch fleet;
  private final ConsoleServer server;
  private final Chromium chromium;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  /** Opens with these settings beside the defaults. */
  public ConsoleSite(Path dir, Map<String, String> settings) throws Exception {
    rig = new QueueRig(dir, settings);
    process = rig.start();
    console = process.console();
    fleet = process.fleet();
    server = process.server();
    chromium = Chromium.launch(Chromium.find().orElseThrow());
  }

  public QueueRig rig() {
    return rig;
  }

  public Console console() {
    return console;
  }

  /** Address of a path. */
  public String url(String path) {
    return server.url() + path.substring(1);
  }

  /** Whether the live page has an episode. */
  public boolean knows(String episodeId) {
    return fleet.fleet().episode(episodeId).isPresent();
  }

  /** A command to the queue, as a program sends it. */
  public void post(String command, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url("/api/v1/queue/" + command)))
            .header("Content-Type", "application/json")
            .header("X-Sisom-Client", "test")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(command + ": " + response.body());
    }
  }

  /** Waits until so many frames wait for a label. */
  public void awaitWaiting(int frames) {
    await()
        .atMost(QueueRig.PATIENCE)
        .until(
            () -> console.queue().read(q -> q.figures(Instant.MAX).waiting()).orElse(-1) == frames);
  }

  /** A browser of its own: no cookie of another's. */
  public BrowserContext visitor(Browser.NewContextOptions options) {
    BrowserContext context = chromium.browser().newContext(options);
    context.setDefaultTimeout(10_000);
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    context.onWebError(error -> complaints.add(error.error()));
    return context;
  }

  /** The labeling page of someone who has given a name, in a window of 1440 by 900. */
  public Page annotator(String name) {
    return annotator(name, options(1440, 900));
  }

  /** The same in a window of one's own. */
  public Page annotator(String name, Browser.NewContextOptions options) {
    return annotator(name, options, page -> {});
  }

  /** The same, prepared before its first request. */
  public Page annotator(
      String name, Browser.NewContextOptions options, Consumer<Page> beforeFirstRequest) {
    Page page = visitor(options).newPage();
    beforeFirstRequest.accept(page);
    page.navigate(url("/"));
    page.getByLabel("Name").fill(name);
    page.keyboard().press("Enter");
    boolean scripts = !Boolean.FALSE.equals(options.javaScriptEnabled);
    page.locator(scripts ? "#help-open" : "#label")
        .waitFor(); // the script shows its button when it listens
    return page;
  }

  /** A window's size; light. */
  public static Browser.NewContextOptions options(int width, int height) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(ColorScheme.LIGHT);
  }

  /**
   * Keeps a picture of the page as {@code NAME.png} where -Dsisom.screenshots=DIR asks for them.
   */
  public static void picture(Page page, String name) {
    String dir = System.getProperty("sisom.screenshots", "");
    if (!dir.isEmpty()) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(dir, name + ".png")));
    }
  }

  /** Closes all windows, as people do. */
  public void closePages() {
    List.copyOf(chromium.browser().contexts()).forEach(BrowserContext::close);
  }

  /** What browsers complained of since the last call: script errors, what the policy forbids. */
  public List<String> complaints() {
    List<String> heard = List.copyOf(complaints);
    complaints.clear();
    return heard;
  }

  @Override
  public void close() {
    chromium.close();
    process.close();
    rig.close();
  }
}
