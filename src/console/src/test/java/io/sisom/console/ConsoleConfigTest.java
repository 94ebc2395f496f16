package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleConfigTest {
  private static final String TOKEN = "0123456789abcdef";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void onLoopbackItNeedsNoToken(String host) {
    assertThatCode(
            () -> Settings.of(Map.of("console.host", host)).bind(ConsoleConfig.class).requireSafe())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
  void openedToANetworkItNeedsOne(String host) {
    assertThatThrownBy(
            () -> Settings.of(Map.of("console.host", host)).bind(ConsoleConfig.class).requireSafe())
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("console.token");
    assertThatCode(
            () ->
                Settings.of(Map.of("console.host", host, "console.token", TOKEN))
                    .bind(ConsoleConfig.class)
                    .requireSafe())
        .doesNotThrowAnyException();
  }

  @Test
  void aTokenOneCouldGuessIsRefusedAndNoneIsShown() {
    assertThatThrownBy(
            () ->
                Settings.of(Map.of("console.token", "guess me"))
                    .bind(ConsoleConfig.class)
                    .requireSafe())
        .isInstanceOf(SettingException.class)
        .hasMessageNotContaining("guess me");
    assertThat(Settings.of(Map.of("console.token", TOKEN)).bind(ConsoleConfig.class).toString())
        .doesNotContain(TOKEN);
  }
}
