package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FlightPaceProperties {
  private static final Duration WITHIN = Duration.ofSeconds(15);
  private static final int MOST = 512;

  @Property(tries = 200)
  void framesComeToWaitNoLongerThanTheyMay(
      @ForAll @LongRange(min = 1_000, max = 20_000_000_000L) long frameNanos,
      @ForAll @IntRange(min = 1, max = 64) int first) {
    FlightPace pace = new FlightPace(first, MOST, WITHIN);
    for (int answers = 0; answers < 20_000; answers++) {
      int inFlight = pace.allowed();
      assertThat(inFlight).isBetween(1, MOST);
      pace.answered(inFlight, inFlight * frameNanos);
    }
    assertThat(pace.allowed())
        .isLessThanOrEqualTo(Math.max(1, (int) (WITHIN.toNanos() / frameNanos)));
    assertThat(pace.allowed())
        .as("and no fewer are in flight than half of what the bound allows")
        .isGreaterThanOrEqualTo((int) Math.min(MOST, WITHIN.toNanos() / frameNanos / 2));
  }

  @Example
  void recoversFromOnePause() {
    FlightPace pace = new FlightPace(32, MOST, WITHIN);
    pace.answered(32, Duration.ofHours(1).toNanos());
    assertThat(pace.allowed()).isEqualTo(1);
    for (int answers = 0; answers < MOST; answers++) {
      pace.answered(pace.allowed(), 1);
    }
    assertThat(pace.allowed()).isEqualTo(MOST);
  }
}
