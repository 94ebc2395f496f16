package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
  void distancesGoToTheDeviceByThemselvesOnlyOnAGpu() {
    DistancePlace auto = config(Map.of()).distances();
    assertThat(auto.onDevice(Device.cpu())).isFalse();
    assertThat(auto.onDevice(Device.gpu(0))).isTrue();
    assertThat(DistancePlace.CPU.onDevice(Device.gpu(0))).isFalse();
    assertThat(DistancePlace.DEVICE.onDevice(Device.cpu())).isTrue();
  }

  private static DeviceConfig config(Map<String, String> settings) {
    return Settings.of(settings).bind(DeviceConfig.class);
  }
}
