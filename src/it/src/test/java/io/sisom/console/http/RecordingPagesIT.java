package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.sisom.it.browser.Chromium;
import io.sisom.it.browser.ConsoleSite;
import io.sisom.it.browser.EnabledWithChromium;
import io.sisom.it.rig.DrawnRecording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people see of a recording that was fed: its frames, and where they come from, on the live
 * page, an episode's page and the labeling page; with -Dsisom.screenshots=DIR also as pictures.
 */
@EnabledWithChromium
class RecordingPagesIT {
  private static final String SENSOR = "rover/camera/front/compressed";

  private final List<String> complaints = new ArrayList<>();
  @TempDir private Path dir;

  @Test
  void everyPageSaysWhichRecordingItShows() throws Exception {
    Path run = Files.write(dir.resolve("run.mcap"), DrawnRecording.drive(240));
    try (RecordedLoop loop = RecordedLoop.drawn(dir.resolve("loop"));
        Chromium chromium = Chromium.launch(Chromium.find().orElseThrow())) {
      loop.train();
      loop.feed(run, "rover", 240);
      String episode = loop.requireEpisodesWithPictures(SENSOR);
      Page page = page(chromium.browser());

      page.navigate(loop.url("/"));
      page.getByLabel("Name").fill("ann");
      page.keyboard().press("Enter");
      page.locator("#help-open").waitFor();
      page.locator(".context .self").waitFor();
      shown(page, "recording-label", DrawnRecording.TOPIC, "run.mcap", "captureNanoseconds");

      page.navigate(loop.url("/episodes/" + episode));
      page.locator("#plot canvas").waitFor();
      page.locator("#frames img").first().waitFor();
      shown(page, "recording-episode", DrawnRecording.TOPIC, "run.mcap");

      page.navigate(loop.url("/live"));
      page.locator(".sensor .from").first().waitFor();
      page.getByText("from run.mcap").first().waitFor();
      assertThat(page.locator(".sensor .from").first().getAttribute("title"))
          .contains(
              "robot: rover", "topic: " + DrawnRecording.TOPIC, "captureNanoseconds: 14623632");
      shown(page, "recording-live", SENSOR);
      assertThat(complaints).isEmpty();
    }
  }

  private Page page(Browser browser) {
    Page page = browser.newContext(ConsoleSite.options(1200, 840)).newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    return page;
  }

  private static void shown(Page page, String name, String... texts) {
    page.evaluate("Promise.all([...document.images].slice(0, 12).map(it => it.decode()))");
    assertThat(page.locator("main").innerText()).contains(texts);
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing beside the window on " + name)
        .isEqualTo(true);
    ConsoleSite.picture(page, name);
  }
}
