package io.sisom.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.SensorClocks.Off;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SensorClocksTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private long now = -5; // System.nanoTime() may be negative
  private final SensorClocks clocks = new SensorClocks(registry, () -> now);

  private boolean late(String sensor, int frames) {
    boolean told = false;
    for (int i = 0; i < frames; i++) {
      told |= clocks.off(Off.BEHIND, sensor, 70_000 + i);
    }
    return told;
  }

  private double gauge(String name, Off off) {
    return registry.get(name).tag("off", off.tag()).gauge().value();
  }

  @Test
  void aClockThatIsOffIsToldOnceAnHour() {
    assertThat(late("slow", SensorClocks.IN_A_ROW - 1)).isFalse();
    assertThat(late("slow", 1)).isTrue();
    assertThat(late("slow", 10_000)).isFalse();
    now += SensorClocks.UNTIL_TOLD_AGAIN.toNanos();
    assertThat(late("slow", 1)).isTrue();
    assertThat(late("slow", 1)).isFalse();
  }

  @Test
  void aFrameThatCameLateNowAndThenIsNoClock() {
    for (int i = 0; i < 100; i++) {
      assertThat(late("slow", SensorClocks.IN_A_ROW - 1)).isFalse();
      clocks.right(Off.BEHIND, "slow");
    }
    assertThat(gauge("sisom.clock.sensors", Off.BEHIND)).isZero();
  }

  @Test
  void theGaugesSayHowManyAndHowFarUntilTheClockIsRightOrTheSensorSilent() {
    late("slow", SensorClocks.IN_A_ROW);
    late("slower", SensorClocks.IN_A_ROW + 1);
    assertThat(gauge("sisom.clock.sensors", Off.BEHIND)).isEqualTo(2);
    assertThat(gauge("sisom.clock.skew", Off.BEHIND)).isEqualTo(70.005);
    assertThat(gauge("sisom.clock.sensors", Off.AHEAD)).isZero();
    clocks.right(Off.BEHIND, "slower");
    assertThat(gauge("sisom.clock.sensors", Off.BEHIND)).isEqualTo(1);
    now += SensorClocks.FRESH.plus(Duration.ofSeconds(1)).toNanos();
    assertThat(gauge("sisom.clock.sensors", Off.BEHIND)).isZero();
    assertThat(gauge("sisom.clock.skew", Off.BEHIND)).isZero();
  }

  @Test
  void remembersNoMoreThanItsShareOfSensors() {
    for (int i = 0; i < 2 * SensorClocks.MAX_SENSORS; i++) {
      late("sensor-" + i, SensorClocks.IN_A_ROW);
    }
    assertThat(gauge("sisom.clock.sensors", Off.BEHIND)).isEqualTo(SensorClocks.MAX_SENSORS);
    assertThat(late("sensor-" + (2 * SensorClocks.MAX_SENSORS - 1), 1)).as("told before").isFalse();
  }
}
