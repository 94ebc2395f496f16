package io.sisom.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.sisom.console.QueueRig;
import io.sisom.console.fleet.SeenFleet;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The live and episode pages in a browser. */
@EnabledWithChromium
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePageIT {
  private static final String EVIL = "<img src=x onerror=alert(1)>\"'&";

  private static ConsoleSite site;
  private static SeenFleet fleet;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    site = new ConsoleSite(dir, Map.of("live.strip.ms", "300", "live.bucket.ms", "500"));
    fleet = new SeenFleet(site.rig().config());
    site.awaitWaiting(0);
  }

  @AfterAll
  static void close() {
    fleet.close();
    site.close();
  }

  @Test
  @Order(1)
  void anEmptyFleetIsToldWhatToDoNextAndShowsAnEpisodeWithoutBeingLoadedAnew() throws Exception {
    Page page = visit("/live");
    page.getByText("./sisom feed images DIR --sensor NAME").waitFor();
    page.getByText("./sisom train --model BUNDLE --once").waitFor();
    page.evaluate("window.openedOnce = true");

    List<FrameScore> burst = fleet.burst("camera-1", 6, Instant.now());
    String id = fleet.alert(EpisodeStatus.OPENED, burst);
    long arrived = System.nanoTime();
    page.locator("a[href='/episodes/" + id + "']").waitFor();
    double seconds = (System.nanoTime() - arrived) / 1e9;
    System.out.printf("the episode was on the page %.2f s after its alert%n", seconds);
    assertThat((boolean) page.evaluate("window.openedOnce === true")).isTrue();

    Locator strip = page.locator(".sensor .strip img").first();
    strip.waitFor();
    await()
        .atMost(QueueRig.PATIENCE)
        .until(() -> (boolean) strip.evaluate("it => it.complete && it.naturalWidth > 0"));
    assertThat(page.locator(".sensor rect.novel").count()).isEqualTo(6);
    fleet.alert(EpisodeStatus.CLOSED, burst);
    page.locator("a.state.closed").first().waitFor();
    assertThat(site.complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void whatSensorsAreCalledStaysText() throws Exception {
    List<FrameScore> burst = fleet.burst(EVIL, 3, Instant.now());
    fleet.see(EVIL, EVIL + " frame", EVIL + " class", 0.4, Instant.now());
    fleet.deadLetter(EVIL, EVIL + " reason");
    String id = fleet.alert(EpisodeStatus.CLOSED, burst);
    Page page = visit("/live");
    page.onDialog(
        dialog -> {
          throw new AssertionError("a script ran: " + dialog.message());
        });
    page.locator("h3.name", new Page.LocatorOptions().setHasText(EVIL)).waitFor();
    page.getByText(EVIL + " reason").waitFor();
    page.locator("a[href='/episodes/" + id + "']").click();
    page.locator("h1", new Page.LocatorOptions().setHasText(EVIL)).waitFor();
    assertThat(page.locator("img[src=x]").count()).isZero();
    page.navigate(site.url("/episodes"));
    page.locator("td", new Page.LocatorOptions().setHasText(EVIL)).first().waitFor();
    assertThat(page.locator("img[src=x]").count()).isZero();
    assertThat(site.complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void anEpisodeIsAcknowledgedAndCalledAFalseAlarmByKeyboard() throws Exception {
    fleet.version(1, 0.93, 0.42, "cat", "dog");
    List<FrameScore> burst = fleet.burst("camera-2", 8, Instant.now().minusSeconds(30));
    String id = fleet.alert(EpisodeStatus.CLOSED, burst);
    await()
        .atMost(QueueRig.PATIENCE)
        .until(() -> site.console().versions().active().isPresent() && site.knows(id));
    Page page = site.annotator("ann");
    page.navigate(site.url("/episodes/" + id));
    assertThat(page.locator("figure.seen").count()).isEqualTo(8);
    assertThat(page.locator("figure.peak figcaption").innerText()).contains("peak");
    page.locator("#plot canvas").waitFor();

    page.keyboard().press("a");
    page.getByText("It is acknowledged by ann.").waitFor();
    page.locator("select[name=label]").selectOption("dog");
    page.locator("h1").click();
    page.keyboard().press("f");
    page.getByText("A false alarm, says ann.").waitFor();
    assertThat(site.rig().pool().values()).hasSize(8).containsOnly("dog");
    page.keyboard().press("u");
    page.getByText("Nobody has said anything of it.").waitFor();
    assertThat(site.rig().pool()).isEmpty();
    page.keyboard().press("l");
    page.getByText("8 of its frames wait for labels").waitFor();
    assertThat(site.complaints()).isEmpty();
    page.context().close();
  }

  private static Page visit(String path) {
    Page page = site.visitor(ConsoleSite.options(1440, 900)).newPage();
    page.navigate(site.url(path));
    return page;
  }
}
