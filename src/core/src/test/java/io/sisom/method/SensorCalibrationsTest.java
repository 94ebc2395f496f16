package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SensorCalibrationsTest {
  private final Calibration fleet = Calibration.of(1, 2, 3, 4);
  private final Calibration enough = Calibration.of(7, 8, 9);

  @Test
  void takeASensorsOwnFromSoManyFramesOnAndSayWhich() {
    SensorCalibrations calibrations =
        new SensorCalibrations(fleet, Map.of("dark", enough, "new", Calibration.of(5, 6)), 3);
    assertThat(calibrations.of("dark")).isEqualTo(new SensorCalibrations.Chosen(enough, true));
    assertThat(calibrations.of("new")).isEqualTo(new SensorCalibrations.Chosen(fleet, false));
    assertThat(calibrations.of("never seen").own()).isFalse();
  }

  @Test
  void refuseToTakeOneOfNoFrames() {
    assertThatThrownBy(() -> new SensorCalibrations(fleet, Map.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 frames");
  }
}
