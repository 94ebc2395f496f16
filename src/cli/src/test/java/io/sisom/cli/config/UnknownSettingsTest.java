package io.sisom.cli.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class UnknownSettingsTest {
  private static final Set<String> KNOWN = Set.of("alert.k", "alert.n", "device");

  @Test
  void namesTheKeyItsVariableAndTheNearestKnownOne() {
    assertThatThrownBy(() -> UnknownSettings.refuse(List.of("devise"), KNOWN))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Unknown setting devise")
        .hasMessageContaining("SISOM_DEVISE")
        .hasMessageContaining("Did you mean device?");
  }

  @Test
  void letsKnownKeysPass() {
    assertThatCode(() -> UnknownSettings.refuse(KNOWN, KNOWN)).doesNotThrowAnyException();
  }
}
