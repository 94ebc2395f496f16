package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  private final StopSignal stop = new StopSignal();
  private final List<String> failures = new ArrayList<>();
  private int times;

  @Test
  void workThatFailsIsTriedAgainUntilTheSignalIsGiven() {
    stop.untilGiven(
        () -> {
          if (++times == 3) {
            stop.give();
            return;
          }
          throw new IllegalStateException("failure " + times);
        },
        Duration.ofMillis(1),
        e -> failures.add(e.getMessage()));
    assertThat(failures).containsExactly("failure 1", "failure 2");
  }

  @Test
  void aPauseEndsWhenTheSignalIsGiven() {
    stop.untilGiven(
        () -> {
          stop.give();
          throw new IllegalStateException("the last");
        },
        Duration.ofHours(1),
        e -> failures.add(e.getMessage()));
    assertThat(failures).containsExactly("the last");
  }
}
