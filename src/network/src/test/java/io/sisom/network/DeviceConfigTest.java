package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceConfigTest {
  @Test
  void runsInSinglePrecisionUnlessTold() {
    assertThat(config(Map.of()).precision()).isEqualTo(Precision.FLOAT32);
    assertThat(config(Map.of("device", "cpu")).placement()).isEqualTo(Placement.on(Device.cpu()));
  }

  @Test
  void refusesHalfPrecisionOnACpu() {
    DeviceConfig half = config(Map.of("device", "cpu", "precision", "float16"));
    assertThatThrownBy(half::placement)
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("half precision is for GPUs and the device is a CPU");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tf32", "bfloat16"})
  void refusesWhatOnlyAGpuHasOnACpu(String precision) {
    DeviceConfig asked = config(Map.of("device", "cpu", "precision", precision));
    assertThatThrownBy(asked::placement)
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(precision + " is for GPUs and the device is a CPU; use float32");
  }

  @Test
  void refusesAPrecisionThatIsNone() {
    assertThatThrownBy(() -> config(Map.of("precision", "float8")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("precision");
  }

  @Test
  void refusesAPlaceOfDistancesThatIsNone() {
    assertThatThrownBy(() -> config(Map.of("device.distances", "moon")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("device.distances");
  }

  @Test
  void takesSeveralDevicesInTheirOrder() {
    DeviceConfig two = config(Map.of("device", "cpu,cpu"));
    assertThat(two.placements()).hasSize(2).containsOnly(Placement.on(Device.cpu()));
    assertThat(two.placement()).isEqualTo(Placement.on(Device.cpu()));
  }

  @Test
  void refusesAGpuThatIsNotThereWhereverItStands() {
    DeviceConfig absent = config(Map.of("device", "cpu,gpu:999"));
    assertThatThrownBy(absent::placements)
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("GPU(s) here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cpu,", ",cpu", "auto,cpu", "cpu, cpu", "gpu", "gpu:-1", "gpu:1000"})
  void refusesWhatNamesNoDevices(String device) {
    assertThatThrownBy(() -> config(Map.of("device", device)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("device");
  }

  @Test
  void refusesMoreDevicesThanAMachineHas() {
    String many = String.join(",", Collections.nCopies(17, "cpu"));
    assertThatThrownBy(() -> config(Map.of("device", many)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("up to 16");
  }

  private static DeviceConfig config(Map<String, String> settings) {
    return Settings.of(settings).bind(DeviceConfig.class);
  }
}
