package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.sisom.setting.SettingException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PyTorch's switch is there on a CPU too, which only has nothing to do with it. */
class GpuArithmeticTest {
  private static final Map<String, String> NOTHING_SET = Map.of();

  private Tf32Switch tf32;
  private boolean before;

  @BeforeEach
  void remember() {
    EngineThreads.byItself();
    tf32 = Tf32Switch.ofLoadedEngine();
    before = tf32.isAllowed();
  }

  @AfterEach
  void putBack() {
    tf32.allow(before);
  }

  @Test
  void float32SwitchesOffWhatPyTorchAllowsByItself() {
    tf32.allow(true);
    GpuArithmetic.set(Precision.FLOAT32, Device.cpu(), NOTHING_SET);
    assertThat(tf32.isAllowed()).isFalse();
  }

  @Test
  void everyOtherPrecisionAllowsIt() {
    for (Precision precision : Precision.values()) {
      tf32.allow(false);
      GpuArithmetic.set(precision, Device.cpu(), NOTHING_SET);
      assertThat(tf32.isAllowed()).as(precision.key()).isEqualTo(precision != Precision.FLOAT32);
    }
  }

  @Test
  void tf32IsRefusedWhereTheEnvironmentSwitchesItOff() {
    Map<String, String> off = Map.of("NVIDIA_TF32_OVERRIDE", "0");
    assertThatThrownBy(() -> GpuArithmetic.set(Precision.TF32, Device.cpu(), off))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("NVIDIA_TF32_OVERRIDE=0 in the environment switches TF32 off");
    assertThatCode(() -> GpuArithmetic.set(Precision.FLOAT32, Device.cpu(), off))
        .doesNotThrowAnyException();
  }

  @Test
  void aDeviceIsAskedWhetherItConvolvesExactly() {
    assertThat(GpuArithmetic.convolvesExactly(Device.cpu())).isTrue();
  }
}
