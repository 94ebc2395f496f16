package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishScheduleTest {
  private static final long START = 1_000_000;

  private final PublishSchedule schedule =
      new PublishSchedule(
          new TrainingConfig(10, Duration.ofSeconds(5), Duration.ofSeconds(60), 64, 0, 0), START);

  @Test
  void isNeverDueWithoutAChange() {
    assertThat(schedule.due(START + Duration.ofDays(1).toMillis())).isFalse();
  }

  @Test
  void isDueAfterTheIntervalForASingleChange() {
    schedule.changed(1);
    assertThat(schedule.due(START + 59_999)).isFalse();
    assertThat(schedule.due(START + 60_000)).isTrue();
  }

  @Test
  void isDueEarlyForManyChangesButNotBeforeThePause() {
    schedule.changed(10);
    assertThat(schedule.due(START + 4_999)).isFalse();
    assertThat(schedule.due(START + 5_000)).isTrue();
  }

  @Test
  void startsAnewAfterAnAttempt() {
    schedule.changed(10);
    schedule.attempted(START + 5_000);
    assertThat(schedule.due(START + 65_000)).isFalse();
    schedule.changed(1);
    assertThat(schedule.due(START + 65_000)).isTrue();
  }
}
