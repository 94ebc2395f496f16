package io.sisom.live;

import static io.sisom.live.Frames.NOON;
import static io.sisom.live.Frames.alert;
import static io.sisom.live.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.EpisodeStatus;
import io.sisom.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FleetProperties {
  @Property(tries = 50)
  void keepsNoMoreThanItsSettingsAllow(@ForAll long seed) {
    LiveConfig config =
        Settings.of(
                Map.of(
                    "live.sensors", "5",
                    "live.frames", "7",
                    "live.strip", "3",
                    "live.points", "4",
                    "live.episodes", "6",
                    "live.dead.letters", "2"))
            .bind(LiveConfig.class);
    Fleet fleet = new Fleet(config, 0.01, true);
    Random random = new Random(seed);
    long now = 0;
    for (int i = 0; i < 2_000; i++) {
      now += random.nextInt(500);
      // Clocks run wild, too.
      long scored = now + (random.nextInt(20) == 0 ? random.nextInt() : 0);
      String sensor = "sensor-" + random.nextInt(20);
      fleet.seen(frame(sensor, "f" + i, scored, random.nextDouble()), NOON.plusMillis(now));
      fleet.alert(
          alert(
              "e" + random.nextInt(30),
              random.nextBoolean() ? EpisodeStatus.OPENED : EpisodeStatus.CLOSED,
              i),
          NOON.plusMillis(now));
      fleet.deadLetter(new DeadLetter(NOON, "kind", "reason " + i, "key", "source"));
    }
    FleetView view = fleet.view(NOON.plusMillis(now));
    assertThat(view.sensors()).hasSizeLessThanOrEqualTo(5);
    assertThat(view.sensors())
        .allSatisfy(
            sensor -> {
              assertThat(sensor.pValues()).hasSizeLessThanOrEqualTo(7);
              assertThat(sensor.strip()).hasSizeLessThanOrEqualTo(3);
            });
    assertThat(view.points()).hasSizeLessThanOrEqualTo(4);
    assertThat(view.points())
        .allSatisfy(point -> assertThat(point.novel()).isLessThanOrEqualTo(point.frames()));
    assertThat(view.episodes()).hasSizeLessThanOrEqualTo(6);
    assertThat(view.deadLetters()).hasSize(2);
  }

  @Example
  void threeThousandSensorsForAnHourTakeNoMoreThanForAMinute() {
    LiveConfig config = Settings.defaults(LiveConfig.class);
    Fleet fleet = new Fleet(config, 0.01, true);
    Random random = new Random(4);
    long[] used = new long[2];
    for (int step = 0; step < 720; step++) {
      for (int sensor = 0; sensor < 3_000; sensor++) {
        int novel = random.nextInt(50) == 0 ? 1 : 0;
        fleet.summarized(
            Frames.summary("sensor-" + sensor, 5_000L * step, novel),
            true,
            NOON.plusMillis(5_000L * step + 6_000));
      }
      if (step == 12) {
        used[0] = usedBytes();
      }
    }
    used[1] = usedBytes();
    FleetView view = fleet.view(NOON.plusSeconds(3_605));
    assertThat(view.counted()).isEqualTo(3_000);
    assertThat(view.sensors()).hasSize(config.sensors());
    assertThat(view.points()).hasSizeLessThanOrEqualTo(config.points());
    System.out.printf(
        "3,000 sensors: %d KB more after an hour than after a minute%n",
        (used[1] - used[0]) / 1024);
    assertThat(used[1] - used[0]).as("more bytes after an hour").isLessThan(8 << 20);
  }

  private static long usedBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Property
  void aSampleHasItsEndsWhatItNeedsAndItsOrder(
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(min = 2, max = 40) int most,
      @ForAll @IntRange(min = 0, max = 299) int place) {
    int needed = Math.min(place, size - 1);
    List<Integer> all = IntStream.range(0, size).boxed().toList();
    List<Integer> some = Sample.of(all, most, i -> i == needed);
    assertThat(some)
        .hasSize(Math.min(size, most))
        .isSorted()
        .contains(needed)
        .doesNotHaveDuplicates();
    if (most > 2) {
      assertThat(some).contains(size - 1);
    }
  }

  @Property
  void aPercentileIsAtMostATenthTooHigh(
      @ForAll @IntRange(min = 0, max = 10_000_000) int delay,
      @ForAll @IntRange(min = 1, max = 100) int percent) {
    DelayHistogram histogram = new DelayHistogram();
    for (int i = 0; i < 10; i++) {
      histogram.add(delay);
    }
    assertThat(histogram.percentile(percent / 100.0))
        .isBetween(delay - 1e-6 * (delay + 1), 1.1 * delay + 0.1);
  }
}
