package io.sisom.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertConfigTest {
  @Test
  void asksForThreeOfFiveAtOnePercentByDefault() {
    AlertConfig config = Settings.defaults(AlertConfig.class);
    assertThat(config.k()).isEqualTo(3);
    assertThat(config.n()).isEqualTo(5);
    assertThat(config.alpha()).isEqualTo(0.01);
  }

  @Test
  void knowsHowManyCalibrationFramesLetAFrameBeNovel() {
    int needed = Settings.defaults(AlertConfig.class).calibrationFramesNeeded();
    assertThat(needed).isEqualTo(99);
    assertThat(1.0 / (needed + 1)).isLessThanOrEqualTo(0.01);
    assertThat(1.0 / needed).isGreaterThan(0.01);
  }

  @Test
  void knowsThatAConfidenceNeedsMoreOfThem() {
    AlertConfig sure = Settings.of(Map.of("alert.confidence", "0.95")).bind(AlertConfig.class);
    assertThat(sure.calibrationFramesNeeded()).isEqualTo(299);
  }

  @ParameterizedTest
  @CsvSource({
    "alert.k, 6",
    "alert.k, 0",
    "alert.n, 65",
    "alert.alpha, 0",
    "alert.alpha, NaN",
    "alert.alpha, 1.1",
    "alert.confidence, 1",
    "alert.confidence, -0.1",
    "alert.gap.ms, 0",
    "alert.quiet.ms, -1"
  })
  void refusesASettingByName(String key, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value)).bind(AlertConfig.class))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(key);
  }
}
