package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.setting.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchConfigTest {
  @Test
  void whatNobodySetSuitsTheDevice() {
    BatchConfig cpu = config(Map.of()).on(false, 16);
    assertThat(cpu.decoders()).isEqualTo(2);

    BatchConfig gpu = config(Map.of()).on(true, 16);
    assertThat(gpu.decoders()).isEqualTo(12);
    assertThat(config(Map.of()).on(true, 1).decoders()).isEqualTo(2);
  }

  @Test
  void whatSomebodySetStays() {
    BatchConfig given = config(Map.of("batch.max.frames", "8", "batch.decoders", "3"));
    assertThat(given.on(true, 16)).isEqualTo(given);
    assertThat(given.on(false, 16)).isEqualTo(given);
  }

  private static BatchConfig config(Map<String, String> settings) {
    return Settings.of(settings).bind(BatchConfig.class);
  }
}
