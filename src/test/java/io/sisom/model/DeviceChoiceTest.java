package io.sisom.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
  @Test
  void runsInSinglePrecisionUnlessTold() {
    assertThat(precision(Map.of())).isEqualTo(Precision.FLOAT32);
    assertThat(DeviceChoice.resolve("cpu", Precision.FLOAT32, 0))
        .isEqualTo(Placement.on(Device.cpu()));
  }

  @Test
  void refusesHalfPrecisionOnACpu() {
    Precision half = precision(Map.of("precision", "float16"));
    assertThatThrownBy(() -> DeviceChoice.resolve("cpu", half, 0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("half precision is for GPUs and the device is a CPU");
  }

  @Test
  void refusesAPrecisionThatIsNone() {
    assertThatThrownBy(() -> precision(Map.of("precision", "float8")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("precision");
  }

  private static Precision precision(Map<String, String> settings) {
    return DeviceChoice.precision(new AbstractConfig(DeviceChoice.definition(), settings, false));
  }
}
