package io.sisom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SisomConfigTest {
  @Test
  void aWrongValueIsNamedWithItsKeyAndWhatIsAccepted() {
    assertThatThrownBy(() -> SisomConfig.of(Map.of("alert.k", "99")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Setting alert.k is 99, accepted: int, [1,...,64]");
  }

  @Test
  void allWrongValuesAreNamedAtOnce() {
    assertThatThrownBy(() -> SisomConfig.of(Map.of("alert.k", "x", "device", "tpu")))
        .hasMessageContaining("alert.k is x")
        .hasMessageContaining("device is tpu, accepted: string, auto, cpu or gpu:N");
  }

  @Test
  void valuesThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> SisomConfig.of(Map.of("alert.k", "9")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alert.k")
        .hasMessageContaining("alert.n (5)");
  }

  @Test
  void kafkasOwnSettingsPassThroughUntouched() {
    SisomConfig config =
        SisomConfig.of(Map.of("kafka.security.protocol", "SSL", "kafka.made.up", "1"));
    assertThat(config.kafka().properties())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "localhost:9092", "security.protocol", "SSL", "made.up", "1"));
  }
}
