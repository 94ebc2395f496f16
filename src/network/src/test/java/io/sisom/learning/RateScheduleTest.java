package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateScheduleTest {
  @ParameterizedTest
  @EnumSource
  void aRateBeginsWholeAndNeverRises(RateSchedule schedule) {
    assertThat(schedule.factor(0)).isEqualTo(1);
    for (int step = 1; step <= 110; step++) {
      assertThat(schedule.factor(step / 100.0)).isBetween(0.0, schedule.factor((step - 1) / 100.0));
    }
  }

  @Test
  void eachFallsAsItsNameSays() {
    assertThat(RateSchedule.CONSTANT.factor(1)).isEqualTo(1);
    assertThat(RateSchedule.COSINE.factor(1.0 / 3)).isCloseTo(0.75, within(1e-12));
    assertThat(RateSchedule.COSINE.factor(0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(RateSchedule.COSINE.factor(1)).isZero();
    assertThat(RateSchedule.MULTISTEP.factor(0.49)).isEqualTo(1);
    assertThat(RateSchedule.MULTISTEP.factor(0.5)).isEqualTo(0.1);
    assertThat(RateSchedule.MULTISTEP.factor(0.75)).isEqualTo(0.01);
  }
}
