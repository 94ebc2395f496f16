package io.sisom.it.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sisom.console.fleet.SeenFleet;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabeledFrame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the live and episode pages for the documentation. */
@EnabledWithChromium
@EnabledIfSystemProperty(
    named = "sisom.screenshots",
    matches = ".+",
    disabledReason = "pictures are taken with -Dsisom.screenshots=DIR")
class FleetPicturesIT {
  private static final int ROBOTS = 5;
  private static final int TICKS = 170;

  private final Random random = new Random(3);
  private final LabeledFrames known =
      new LabeledFrames(8, "world", Instant.now(), ObjectKind.knownKinds());
  private final LabeledFrames unknown =
      new LabeledFrames(9, "world", Instant.now(), ObjectKind.unknownKinds().subList(0, 1));
  private int number;

  @Test
  void takesThem(@TempDir Path dir) throws Exception {
    try (ConsoleSite site =
            new ConsoleSite(dir, Map.of("live.strip.ms", "700", "live.bucket.ms", "1000"));
        SeenFleet fleet = new SeenFleet(site.rig().config())) {
      List<String> kinds = ObjectKind.knownKinds().stream().map(ObjectKind::label).toList();
      for (int version = 1; version <= 6; version++) {
        fleet.version(
            version,
            0.88 + 0.017 * version,
            0.5 - 0.03 * version,
            kinds.subList(0, kinds.size() - (version < 4 ? 1 : 0)).toArray(String[]::new));
      }
      fleet.deadLetter("robot-2/front", "unknown encoding 'bayer12'; known are rgb8, jpeg and png");
      fleet.deadLetter("robot-3/front", "jpeg frame ends in the middle, after 4096 bytes");
      CompletableFuture<Void> driving = CompletableFuture.runAsync(() -> drive(fleet));
      Thread.sleep(14_000);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        String theme = scheme.name().toLowerCase(Locale.ROOT);
        Page page = site.annotator("ann", ConsoleSite.options(1440, 900).setColorScheme(scheme));
        page.navigate(site.url("/live"));
        page.locator(".sensor .strip img").nth(30).waitFor();
        page.waitForTimeout(1500);
        site.picture(page, "live-" + theme);
        if (scheme == ColorScheme.LIGHT) {
          page.setViewportSize(820, 1180);
          page.waitForTimeout(1000);
          site.picture(page, "live-tablet");
          page.setViewportSize(1440, 900);
        }
        page.navigate(site.url("/episodes"));
        page.locator(".state.closed").first().click();
        page.locator("#plot canvas").waitFor();
        page.waitForTimeout(1000);
        site.picture(page, "episode-" + theme);
        page.context().close();
      }
      driving.join();
    }
  }

  /** Some seconds of robots, one of which meets something new, and later another. */
  private void drive(SeenFleet fleet) {
    try {
      List<FrameScore> first = new ArrayList<>();
      List<FrameScore> second = new ArrayList<>();
      for (int tick = 0; tick < TICKS; tick++) {
        for (int robot = 1; robot <= ROBOTS; robot++) {
          boolean early = robot == 2 && tick > 35 && tick < 58;
          boolean late = robot == 4 && tick > 80;
          FrameScore score = see(fleet, robot, early || late);
          if (early) {
            first.add(score);
          } else if (late) {
            second.add(score);
          }
        }
        if (tick == 42 || tick == 60) {
          fleet.alert(tick == 42 ? EpisodeStatus.OPENED : EpisodeStatus.CLOSED, first);
        } else if (tick > 84 && tick % 10 == 0) {
          fleet.alert(tick == 90 ? EpisodeStatus.OPENED : EpisodeStatus.UPDATED, second);
        }
        fleet.committed();
        Thread.sleep(60);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private FrameScore see(SeenFleet fleet, int robot, boolean novel) throws Exception {
    LabeledFrame frame = novel ? unknown.frame(number) : known.frame(number + random.nextInt(40));
    double p =
        novel
            ? 0.0008 + 0.008 * random.nextDouble() * random.nextDouble()
            : 0.02 + 0.98 * random.nextDouble();
    String predicted =
        novel ? ObjectKind.knownKinds().get(random.nextInt(2)).label() : frame.getLabel();
    Instant captured = Instant.now().minusMillis(40 + random.nextInt(30));
    String id = "drive-" + number++;
    return fleet.see("robot-" + robot + "/front", id, frame.getFrame(), predicted, p, captured);
  }
}
