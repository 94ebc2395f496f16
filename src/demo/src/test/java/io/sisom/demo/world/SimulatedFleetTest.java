package io.sisom.demo.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulatedFleetTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final WorldConfig CONFIG = new WorldConfig(10, 100, 0.7, 10, 30);

  private final SimulatedFleet fleet = fleet(7);

  @Test
  void drawsTheSameFrameWheneverItIsAskedFor() {
    SimulatedFrame later = fleet.frame(1, 333);
    fleet.frame(0, 5);

    assertThat(fleet(7).frame(1, 333)).isEqualTo(later);
    assertThat(fleet(8).frame(1, 333).frame()).isNotEqualTo(later.frame());
    assertThat(fleet.frame(2, 333).frame().getContent()).isNotEqualTo(later.frame().getContent());
  }

  @Test
  void namesFramesSoThatTheySortInTimeOrder() {
    assertThat(fleet.frame(0, 42).frame().getFrameId()).isEqualTo("robot-1-000042");
    assertThat(fleet.frame(0, 42).frame().getSensorId()).isEqualTo("robot-1");
    assertThat(fleet.frame(0, 42).frame().getCapturedAt()).isEqualTo(START.plusMillis(4200));
  }

  @Test
  void sendsJpegPicturesOfOneSize() {
    BufferedImage picture = Pictures.decode(fleet.frame(0, 0).frame());

    assertThat(fleet.frame(0, 0).frame().getEncoding()).isEqualTo("jpeg");
    assertThat(picture.getWidth()).isEqualTo(128);
    assertThat(picture.getHeight()).isEqualTo(96);
    assertThat(fleet.frame(0, 0).frame().getContent().remaining()).isBetween(1000, 20_000);
  }

  @Test
  void showsNothingNovelWhileCalm() {
    assertThat(truths(1, 0, 100)).noneMatch(Truth::novel);
  }

  @Test
  void showsEveryUnknownKindAndEveryFaultInEachRound() {
    int round = CONFIG.roundFrames();
    assertThat(round).isEqualTo(400);
    for (int robot = 0; robot < 3; robot++) {
      for (int from = 100; from < 100 + 3 * round; from += round) {
        List<Truth> truths = truths(robot, from, from + round);
        Map<String, Long> frames =
            truths.stream()
                .filter(Truth::novel)
                .collect(Collectors.groupingBy(Truth::label, Collectors.counting()));

        assertThat(frames)
            .containsOnlyKeys("umbrella", "giraffe", "kite", "fog", "stuck", "dark")
            .allSatisfy((label, count) -> assertThat(count).isBetween(10L, 30L));
        assertThat(truths).first().matches(truth -> !truth.novel());
      }
    }
  }

  @Test
  void showsEveryKnownKindAtSomeTime() {
    assertThat(truths(0, 0, 2000)).extracting(Truth::kind).contains(knownLabels());
  }

  @Test
  void movesSmoothlyExceptWhereTheSceneOrTheFaultChanges() {
    int changes = 0;
    for (int tick = 100; tick < 400; tick++) {
      SimulatedFrame before = fleet.frame(0, tick - 1);
      SimulatedFrame now = fleet.frame(0, tick);
      double difference =
          Pictures.difference(Pictures.decode(before.frame()), Pictures.decode(now.frame()));
      if (difference > 9) {
        changes++;
      }
      if (!before.truth().label().equals(now.truth().label())) {
        assertThat(difference).as("change of %s at %d", now.truth(), tick).isGreaterThan(9);
      }
    }
    assertThat(changes).isBetween(8, 25);
  }

  @Test
  void repeatsTheSamePictureWhileACameraIsStuck() {
    List<SimulatedFrame> stuck =
        IntStream.range(100, 500)
            .filter(tick -> fleet.truth(0, tick).fault() == CameraFault.STUCK)
            .mapToObj(tick -> fleet.frame(0, tick))
            .toList();

    assertThat(stuck)
        .hasSizeGreaterThanOrEqualTo(10)
        .allMatch(frame -> frame.frame().getContent().equals(stuck.get(0).frame().getContent()));
  }

  @Test
  void hidesTheSceneInFogAndDarkness() {
    assertThat(contrast(CameraFault.FOG)).isLessThan(60);
    assertThat(contrast(CameraFault.DARK)).isLessThan(30);
    assertThat(contrast(CameraFault.NONE)).isGreaterThan(90);
  }

  @Test
  @Tag("slow") // asks for an idle machine
  void drawsAFrameInAFewMilliseconds() {
    int frames = 300;
    IntStream.range(0, frames).forEach(tick -> fleet.frame(0, tick));
    long start = System.nanoTime();
    IntStream.range(0, frames).forEach(tick -> fleet.frame(1, tick));
    double millis = (System.nanoTime() - start) / 1e6 / frames;

    assertThat(millis).as("milliseconds a frame").isLessThan(10);
  }

  @Test
  void refusesRobotsThatDoNotExist() {
    assertThatThrownBy(() -> fleet.frame(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new SimulatedFleet(1, 0, CONFIG, START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 robot");
  }

  /** Darkest to brightest pixel, 0 to 255, of the first frame in that state. */
  private int contrast(CameraFault fault) {
    int tick =
        IntStream.range(100, 500)
            .filter(t -> fleet.truth(0, t).fault() == fault)
            .findFirst()
            .orElseThrow();
    BufferedImage picture = Pictures.decode(fleet.frame(0, tick).frame());
    int[] greens =
        IntStream.range(0, 128 * 96)
            .map(i -> picture.getRGB(i % 128, i / 128) >> 8 & 0xff)
            .sorted()
            .toArray();
    return greens[greens.length - 100] - greens[100];
  }

  private List<Truth> truths(int robot, int from, int until) {
    return IntStream.range(from, until).mapToObj(tick -> fleet.truth(robot, tick)).toList();
  }

  private static String[] knownLabels() {
    return ObjectKind.knownKinds().stream().map(ObjectKind::label).toArray(String[]::new);
  }

  private static SimulatedFleet fleet(long seed) {
    return new SimulatedFleet(seed, 3, CONFIG, START);
  }
}
