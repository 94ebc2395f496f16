package io.sisom.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.sisom.console.QueueRig;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.Thorough;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The labeling page in people's hands. */
@EnabledWithChromium
class LabelPageIT {
  private static final int ROBOTS = 3;
  private static final int TICKS = 240;

  private static ConsoleSite site;
  private static Drive drive;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    site = new ConsoleSite(dir, Map.of());
    drive = new Drive(site.rig().config());
    int candidates = drive.send(ROBOTS, TICKS, Instant.now().minusSeconds(30));
    site.awaitWaiting(candidates);
  }

  @AfterAll
  static void close() {
    drive.close();
    site.close();
  }

  @AfterEach
  void leave() {
    site.closePages();
    assertThat(site.complaints()).isEmpty();
  }

  @Test
  void tenFramesAreLabeledByKeyboardAloneEachOnce() throws Exception {
    Page page = site.annotator("keys");
    Set<String> frames = new HashSet<>();
    frames.add(shown(page));
    page.keyboard().press("/");
    page.keyboard().type("umbrella");
    page.keyboard().press("Enter");
    List<Long> waits = new ArrayList<>();
    for (int i = 1; i < 10; i++) {
      frames.add(awaitAnother(page, frames));
      Locator umbrella = page.locator("#classes button[value=umbrella]");
      waits.add(millisToNext(page, umbrella.getAttribute("aria-keyshortcuts")));
    }
    eventually(() -> records("keys").size() == 10);
    assertThat(frames).hasSize(10);
    assertThat(records("keys"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            frames.stream().map(id -> id + "|keys=umbrella").toList());
    assertThat(page.locator("#today").textContent()).isEqualTo("10");
    System.out.println("from key to next frame, ms: " + waits);
  }

  private static String shown(Page page) {
    Locator card = page.locator(".card");
    card.waitFor();
    return card.getAttribute("data-frame-id");
  }

  /** A frame not seen before, for as long as the page wants it seen. */
  private static String awaitAnother(Page page, Set<String> seen) {
    eventually(() -> !seen.contains(shown(page)));
    page.waitForTimeout(120);
    return shown(page);
  }

  /** Presses a key and measures in the page how long the next frame takes to be there. */
  private static long millisToNext(Page page, String key) {
    Object waited =
        page.evaluate(
            """
            async (key) => {
              const card = document.querySelector(".card");
              const since = performance.now();
              document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
              while (document.querySelector(".card") === card) await new Promise(requestAnimationFrame);
              await document.querySelector(".card img.frame")?.decode();
              return performance.now() - since;
            }""",
            key);
    return Math.round(((Number) waited).doubleValue());
  }

  /** Playwright is for one thread: the one that tests. */
  private static void eventually(Callable<Boolean> condition) {
    await().pollInSameThread().atMost(QueueRig.PATIENCE).until(condition);
  }

  private static int leases(Page page, String annotator) {
    Object frames =
        page.evaluate(
            "async (name) => (await (await fetch('/api/v1/queue/leases?annotator=' + name)).json())"
                + ".frames.length",
            annotator);
    return ((Number) frames).intValue();
  }

  /** Records of the pool that bear an annotator's name, in order. */
  private static List<String> records(String annotator) throws Exception {
    return site.rig().poolRecords().stream()
        .filter(record -> record.contains("|" + annotator + "="))
        .toList();
  }

  @Test
  void twoPeopleNeverSeeTheSameFrame() {
    Page ann = site.annotator("ann");
    Page bob = site.annotator("bob");
    Set<String> anns = new HashSet<>(Set.of(shown(ann)));
    Set<String> bobs = new HashSet<>(Set.of(shown(bob)));
    for (int i = 0; i < 6; i++) {
      ann.keyboard().press("j");
      bob.keyboard().press("j");
      anns.add(awaitAnother(ann, anns));
      bobs.add(awaitAnother(bob, bobs));
    }
    assertThat(anns).hasSize(7).doesNotContainAnyElementsOf(bobs);
  }

  @Test
  void aNewClassAppearsEverywhere() {
    Page ann = site.annotator("ann");
    Page bob = site.annotator("bob");
    answer(ann, "zeppelin");
    bob.locator("#classes button[value=zeppelin]").waitFor();
    assertThat(bob.evaluate("fetch('/api/v1/queue/labels').then(it => it.text())").toString())
        .contains("zeppelin");
  }

  private static void answer(Page page, String label) {
    page.waitForTimeout(120);
    page.keyboard().press("/");
    page.keyboard().type(label);
    page.keyboard().press("Enter");
  }

  @Thorough
  @Test
  void aNameCloseToAKnownOneIsAskedAboutOnceMore() throws Exception {
    Page page = site.annotator("typist");
    String first = shown(page);
    answer(page, "lighthouse");
    awaitAnother(page, Set.of(first));
    page.keyboard().press("/");
    page.keyboard().type("ligthouse");
    assertThat(page.locator("#matches [aria-selected=true]").textContent()).isEqualTo("lighthouse");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.locator("#matches [aria-selected=true]").textContent())
        .contains("Enter once more");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Enter");
    eventually(() -> records("typist").size() == 2);
    assertThat(records("typist")).allMatch(record -> record.endsWith("=lighthouse"));
  }

  @Thorough
  @Test
  void theSameForTheWholeBurstAndAllOfItBack() throws Exception {
    Page page = site.annotator("burster");
    String first = shown(page);
    page.waitForTimeout(120);
    page.keyboard().press("b");
    String others = page.locator("#burst-count").textContent();
    assertThat(others).matches("\\d+ more");
    int burst = 1 + Integer.parseInt(others.split(" ")[0]);
    answer(page, "fog");
    eventually(() -> records("burster").size() == burst);
    assertThat(page.locator("#burst").isChecked()).as("it was for one answer").isFalse();

    page.keyboard().press("Control+z");
    eventually(() -> shown(page).equals(first));
    eventually(
        () -> site.rig().pool().keySet().stream().noneMatch(key -> key.endsWith("|burster")));
  }

  @Test
  void undoShowsTheFrameAgainAndTheNextAnswerCounts() throws Exception {
    Page page = site.annotator("undoer");
    String first = shown(page);
    answer(page, "kite");
    awaitAnother(page, Set.of(first));
    page.keyboard().press("u");
    eventually(() -> shown(page).equals(first));
    answer(page, "balloon");
    eventually(() -> records("undoer").size() == 3);
    assertThat(records("undoer"))
        .containsExactly(first + "|undoer=kite", first + "|undoer=-", first + "|undoer=balloon");
    page.reload();
    page.locator(".card").waitFor();
    page.keyboard().press("u");
    eventually(() -> shown(page).equals(first));
  }

  @Test
  void aDoubleClickIsOneLabel() throws Exception {
    Page page = site.annotator("clicker");
    String first = shown(page);
    answer(page, "balloon");
    awaitAnother(page, Set.of(first));
    page.locator("#classes button[value=balloon]").dblclick();
    eventually(() -> records("clicker").size() == 2);
    page.waitForTimeout(500);
    assertThat(records("clicker")).hasSize(2);
  }

  @Test
  void whatIsSaidWithoutAConnectionIsSavedLaterOnce() throws Exception {
    Page page = site.annotator("tunnel");
    String first = shown(page);
    eventually(() -> leases(page, "tunnel") == 3);
    page.waitForTimeout(600); // frames ahead are there
    page.context().setOffline(true);
    answer(page, "bridge");
    awaitAnother(page, Set.of(first));
    answer(page, "bridge");
    page.locator("#notice").waitFor();
    eventually(() -> page.locator("#notice").textContent().contains("2 answers are not saved yet"));
    assertThat(records("tunnel")).isEmpty();
    page.context().setOffline(false);
    eventually(() -> records("tunnel").size() == 2);
    page.locator("#notice").waitFor(hidden());
    assertThat(records("tunnel")).doesNotHaveDuplicates();
    site.complaints(); // of requests that failed
  }

  @Thorough
  @Test
  void anAnswerWhoseConfirmationGotLostIsSentAgainAndCountsOnce() throws Exception {
    Page page = site.annotator("stutter");
    AtomicInteger sent = new AtomicInteger();
    page.route(
        "**/api/v1/queue/answer",
        route -> {
          int times = sent.incrementAndGet();
          if (times == 1) {
            route.fetch(); // the console hears it, the page hears nothing
            route.abort();
          } else if (times == 2) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setContentType("application/problem+json")
                    .setBody("{\"title\":\"taken-over\",\"detail\":\"another has taken over\"}"));
          } else {
            route.resume();
          }
        });
    answer(page, "tram");
    page.locator("#notice:text('another console has taken over')").waitFor();
    page.locator("#notice").waitFor(hidden());
    eventually(() -> sent.get() == 3);
    assertThat(records("stutter")).hasSize(1);
    site.complaints(); // of requests that failed
  }

  @Thorough
  @Test
  void aRenewalThatTheAnswerOvertakesIsNoComplaint() throws Exception {
    List<Route> renewals = new ArrayList<>();
    Page page =
        site.annotator(
            "quick",
            ConsoleSite.options(1440, 900),
            it -> it.route("**/api/v1/queue/renew", renewals::add));
    String first = shown(page);
    eventually(
        () -> {
          page.waitForTimeout(20); // lets the page's requests reach this thread
          return !renewals.isEmpty();
        });
    answer(page, "ferry");
    awaitAnother(page, Set.of(first));
    eventually(() -> records("quick").size() == 1);
    renewals.forEach(Route::resume);
    page.waitForTimeout(300);
    assertThat(site.complaints()).isEmpty();
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  @Thorough
  @Test
  void oneSeesWhatCameBeforeAndAfterAndLooksCloser() {
    Page page = site.annotator("looker");
    page.locator(".context .self").waitFor();
    assertThat(page.locator(".context a").count()).isBetween(5, 9);
    page.keyboard().press("ArrowLeft");
    Locator before = page.locator(".canvas .neighbour");
    before.waitFor();
    assertThat(before.getAttribute("alt")).contains("-0.1");
    page.keyboard().press("Escape");
    before.waitFor(hidden());

    page.keyboard().press("+");
    assertThat(page.locator(".canvas").getAttribute("style")).contains("scale(1.5)");
    page.keyboard().press("0");
    assertThat(page.locator(".canvas").getAttribute("style")).contains("scale(1)");
    page.locator(".view").hover();
    page.mouse().wheel(0, -300);
    eventually(() -> page.locator(".view.zoomed").count() == 1);
    page.keyboard().press("?");
    assertThat(page.locator("#help").isVisible()).isTrue();
    page.keyboard().press("Escape");
    page.locator("#help").waitFor(hidden());
    page.keyboard().press("h");
    eventually(() -> page.locator("#said").textContent().contains("No heat map"));
    site.complaints(); // that there is no heat map
  }

  @Test
  void hostileNamesStayText() throws Exception {
    String evil = "\"><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
    for (int i = 0; i < 4; i++) {
      SensorFrame frame =
          new SensorFrame(
              evil + i + "/../{{frameId}}&#60;",
              "<svg onload=window.hacked=1>",
              Instant.now(),
              "rgb8-planar",
              8,
              8,
              ByteBuffer.wrap(new byte[3 * 64]),
              null,
              null,
              Map.of());
      drive.frame(frame);
      drive.offer(frame, "<b>cat</b>{{buttons}}", 0.0001);
    }
    drive.flush();
    eventually(
        () ->
            site.console()
                .queue()
                .read(q -> q.find(evil + 0 + "/../{{frameId}}&#60;").isPresent())
                .orElse(false));
    Page page = site.annotator("<i>eve</i>");
    assertThat(shown(page)).startsWith(evil);
    answer(page, evil);
    awaitAnother(page, Set.of());
    page.keyboard().press("ArrowLeft");
    page.locator(".context").waitFor();
    page.locator("#classes button[value*=hacked]").waitFor();
    page.reload();
    page.locator(".card").waitFor();
    assertThat(page.locator("#classes button[value*=hacked]").textContent()).contains(evil);
    assertThat(page.locator(".guess").textContent()).contains("<b>cat</b>{{buttons}}");
    assertThat(page.locator("img[src=x], svg[onload], .guess b b, main script").count()).isZero();
    assertThat(page.evaluate("window.hacked")).isNull();
    eventually(() -> records("<i>eve</i>").size() == 1);
  }

  @Test
  void theFormsDoWithoutScripts() throws Exception {
    Page page = site.annotator("plain", ConsoleSite.options(1440, 900).setJavaScriptEnabled(false));
    String first = shown(page);
    page.locator("#other").fill("kite");
    page.locator(".field button").click();
    assertThat(shown(page)).isNotEqualTo(first);
    page.locator("#classes button[value=kite]").click();
    page.locator("#skip button[value=unsure]").click();
    page.locator("#undo button").click();
    assertThat(records("plain")).hasSize(2).contains(first + "|plain=kite");
    page.locator(".context a").click();
    assertThat(page.locator(".context img").count()).isBetween(5, 9);
  }
}
