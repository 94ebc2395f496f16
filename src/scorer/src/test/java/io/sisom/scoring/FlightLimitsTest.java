package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlightLimitsTest {
  private static final BatchConfig BATCH = new BatchConfig(32, 1, Duration.ZERO, 1000, 1L << 20, 2);

  @Test
  void theQueueIsSharedEvenlyAndFramesAreMeantToTakeAQuarterOfTheirTime() {
    assertThat(FlightLimits.of(BATCH, Duration.ofSeconds(60), 4))
        .isEqualTo(
            new FlightLimits(32, 250, 1L << 18, Duration.ofSeconds(15), Duration.ofSeconds(60)));
  }

  @Test
  void whereNobodySetABatchesSizeThatOfACpuIsBegunWith() {
    BatchConfig open = new BatchConfig(0, 0, Duration.ZERO, 1000, 1L << 20, 2);
    assertThat(FlightLimits.of(open, Duration.ofSeconds(60), 4).first()).isEqualTo(32);
    BatchConfig small = new BatchConfig(0, 0, Duration.ZERO, 10, 1L << 20, 2);
    assertThat(FlightLimits.of(small, Duration.ofSeconds(60), 4).first()).isEqualTo(10);
  }

  @Test
  void moreThreadsThanFramesHaveOneEach() {
    assertThat(FlightLimits.of(BATCH, Duration.ofSeconds(60), 5000).frames()).isEqualTo(1);
  }
}
