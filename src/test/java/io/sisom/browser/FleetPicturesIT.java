package io.sisom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sisom.console.fleet.SeenFleet;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the live and episode pages for the documentation. */
@EnabledWithChromium
@EnabledIfSystemProperty(
    named = "sisom.screenshots",
    matches = ".+",
    disabledReason = "pictures are taken with -Dsisom.screenshots=docs/images")
class FleetPicturesIT {
  private static final List<String> CLASSES = List.of("pillar", "pallet", "person", "forklift");
  private final Path out = Path.of(System.getProperty("sisom.screenshots", "target"));

  @Test
  void takesThem(@TempDir Path dir) throws Exception {
    try (ConsoleSite site =
            new ConsoleSite(dir, Map.of("live.strip.ms", "500", "live.bucket.ms", "500"));
        SeenFleet fleet = new SeenFleet(site.rig().config())) {
      for (int version = 1; version <= 6; version++) {
        fleet.version(
            version,
            0.88 + 0.017 * version,
            0.5 - 0.03 * version,
            CLASSES.subList(0, Math.min(4, 2 + version / 2)).toArray(String[]::new));
      }
      fleet.deadLetter("robot-2/front", "unknown encoding 'bayer12'; known are rgb8, jpeg and png");
      fleet.deadLetter("robot-3/rear", "jpeg frame ends in the middle, after 4096 bytes");
      String closed = drive(fleet);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        String theme = scheme.name().toLowerCase(java.util.Locale.ROOT);
        Browser.NewContextOptions options = ConsoleSite.options(1440, 900).setColorScheme(scheme);
        Page page = site.annotator("ann", options);
        page.navigate(site.url("/live"));
        page.locator(".sensor .strip img").nth(20).waitFor();
        page.waitForTimeout(1500);
        shoot(page, "live-" + theme);
        page.navigate(site.url("/episodes/" + closed));
        page.locator("#plot canvas").waitFor();
        page.waitForTimeout(500);
        shoot(page, "episode-" + theme);
        if (scheme == ColorScheme.LIGHT) {
          page.setViewportSize(820, 1180);
          page.navigate(site.url("/live"));
          page.locator(".sensor .strip img").nth(20).waitFor();
          page.waitForTimeout(1500);
          page.screenshot(new Page.ScreenshotOptions().setPath(dir.resolve("../live-tablet.png")));
          page.navigate(site.url("/episodes"));
          page.screenshot(new Page.ScreenshotOptions().setPath(dir.resolve("../episodes.png")));
        }
        page.context().close();
      }
    }
  }

  /** Ten seconds of four robots, one of which meets something new; that episode, closed. */
  private static String drive(SeenFleet fleet) throws Exception {
    Random random = new Random(3);
    List<FrameScore> odd = new ArrayList<>();
    List<FrameScore> open = new ArrayList<>();
    int number = 0;
    for (int tick = 0; tick < 60; tick++) {
      for (int robot = 1; robot <= 4; robot++) {
        boolean novel = robot == 2 && tick > 20 && tick < 42 || robot == 4 && tick > 50;
        double p =
            novel
                ? 0.0008 + 0.008 * random.nextDouble() * random.nextDouble()
                : 0.02 + 0.98 * random.nextDouble();
        FrameScore score =
            fleet.see(
                "robot-" + robot + "/front",
                "drive-" + number++,
                CLASSES.get(random.nextInt(4)),
                p,
                Instant.now().minusMillis(40 + random.nextInt(30)));
        if (robot == 2 && tick > 20 && tick < 42) {
          odd.add(score);
        } else if (novel) {
          open.add(score);
        }
      }
      if (tick == 25) {
        fleet.alert(EpisodeStatus.OPENED, odd);
      }
      Thread.sleep(140);
    }
    fleet.alert(EpisodeStatus.OPENED, open);
    return fleet.alert(EpisodeStatus.CLOSED, odd);
  }

  private void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(out.resolve(name + ".png")));
  }
}
