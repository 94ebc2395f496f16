package io.sisom.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertConfigTest {
  @Test
  void asksForThreeOfFiveAtOnePercentByDefault() {
    AlertConfig config = AlertConfig.defaults();
    assertThat(config.k()).isEqualTo(3);
    assertThat(config.n()).isEqualTo(5);
    assertThat(config.alpha()).isEqualTo(0.01);
  }

  @Test
  void knowsHowManyCalibrationFramesLetAFrameBeNovel() {
    int needed = AlertConfig.defaults().calibrationFramesNeeded();
    assertThat(needed).isEqualTo(99);
    assertThat(1.0 / (needed + 1)).isLessThanOrEqualTo(0.01);
    assertThat(1.0 / needed).isGreaterThan(0.01);
  }

  @ParameterizedTest
  @CsvSource({
    "alert.k, 6",
    "alert.k, 0",
    "alert.n, 65",
    "alert.alpha, 0",
    "alert.alpha, NaN",
    "alert.alpha, 1.1",
    "alert.gap.ms, 0",
    "alert.quiet.ms, -1"
  })
  void refusesASettingByName(String key, String value) {
    assertThatThrownBy(
            () ->
                AlertConfig.from(
                    new AbstractConfig(AlertConfig.definition(), Map.of(key, value), false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
