package io.sisom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest {
  @Test
  void runnersTakeTurnsAndEachLeadsAsOften() {
    List<String> turns = new ArrayList<>();
    new InterleavedTiming()
        .add("a", 1, () -> turns.add("a"))
        .add("b", 1, () -> turns.add("b"))
        .run(Duration.ZERO, "race", (task, done, total) -> {});
    // Two rounds to warm up, then the five that are measured in any case.
    assertThat(String.join("", turns)).isEqualTo("abab" + "abbaabbaab");
  }

  @Test
  void slownessShowsInTheRatio() {
    List<InterleavedTiming.Result> results =
        new InterleavedTiming()
            .add("quick", 2, () -> pause(1))
            .add("slow", 2, () -> pause(200))
            .run(Duration.ZERO, "race", (task, done, total) -> {});
    assertThat(results.get(0).ratio()).isEqualTo(1);
    assertThat(results.get(1).ratio()).isGreaterThan(2);
    assertThat(results.get(1).nanos()).as("of one frame of two").isGreaterThanOrEqualTo(99e6);
  }

  @Test
  void quantilesLieBetweenRanks() {
    assertThat(InterleavedTiming.median(3, 1, 2)).isEqualTo(2);
    assertThat(InterleavedTiming.median(4, 1, 2, 3)).isEqualTo(2.5);
    assertThat(InterleavedTiming.quantile(1, 1, 9, 2)).isEqualTo(9);
    assertThat(InterleavedTiming.quantile(0.99, 0, 100)).isCloseTo(99, within(1e-9));
    assertThat(InterleavedTiming.median(7)).isEqualTo(7);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
