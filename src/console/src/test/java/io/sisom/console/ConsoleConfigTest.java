package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleConfigTest {
  private static final String TOKEN = "0123456789abcdef";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void onLoopbackItNeedsNoToken(String host) {
    assertThatCode(() -> ConsoleConfig.with(Map.of("console.host", host)).requireSafe())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
  void openedToANetworkItNeedsOne(String host) {
    assertThatThrownBy(() -> ConsoleConfig.with(Map.of("console.host", host)).requireSafe())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("console.token");
    assertThatCode(
            () ->
                ConsoleConfig.with(Map.of("console.host", host, "console.token", TOKEN))
                    .requireSafe())
        .doesNotThrowAnyException();
  }

  @Test
  void aTokenOneCouldGuessIsRefusedAndNoneIsShown() {
    assertThatThrownBy(() -> ConsoleConfig.with(Map.of("console.token", "guess me")).requireSafe())
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("guess me");
    assertThat(ConsoleConfig.with(Map.of("console.token", TOKEN)).toString()).doesNotContain(TOKEN);
  }
}
