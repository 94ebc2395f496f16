package io.sisom.setting;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingCatalogTest {
  /** What a scorer may read. */
  record Alerts(
      @Setting(key = "alert.k", value = "3", min = 1, max = 64) @Meaning("K.") int k,
      @Setting(key = "alert.n", value = "5", min = 1, max = 64) @Meaning("N.") int n) {}

  /** What it may read too. */
  record Place(@Setting(key = "device", value = "auto") @Meaning("Where.") String device) {}

  private static final SettingCatalog ALL =
      SettingCatalog.ofAll(List.of(Alerts.class, Place.class));
  private static final SettingCatalog SOME =
      SettingCatalog.ofSome(List.of(Alerts.class, Place.class));

  @Test
  void namesTheUnknownKeyItsVariableAndTheNearestKnownOne() {
    assertThatThrownBy(() -> ALL.check(Settings.of(Map.of("devise", "cpu"))))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("Unknown setting devise")
        .hasMessageContaining("SISOM_DEVISE")
        .hasMessageContaining("Did you mean device?");
  }

  @Test
  void namesUnknownKeysAndWrongValuesAllAtOnce() {
    Map<String, String> given = Map.of("devise", "cpu", "alert.m", "1", "alert.k", "0");
    assertThatThrownBy(() -> ALL.check(Settings.of(given)))
        .hasMessageContaining("devise")
        .hasMessageContaining("alert.m")
        .hasMessageContaining("Setting alert.k is 0, accepted: whole number, 1 to 64");
  }

  @Test
  void letsKnownKeysPass() {
    assertThatCode(() -> ALL.check(Settings.of(Map.of("alert.k", "2", "device", "cpu"))))
        .doesNotThrowAnyException();
  }

  @Test
  void anAppThatKnowsSomeLetsTheOthersFamiliesPass() {
    Map<String, String> given = Map.of("alert.k", "2", "console.port", "0", "learning.x", "?");
    assertThatCode(() -> SOME.check(Settings.of(given))).doesNotThrowAnyException();
    assertThatThrownBy(() -> ALL.check(Settings.of(given))).hasMessageContaining("console.port");
  }

  @Test
  void anAppThatKnowsSomeRefusesErrorsInItsOwnFamiliesAndFamiliesOfNobody() {
    assertThatThrownBy(() -> SOME.check(Settings.of(Map.of("alert.kk", "2"))))
        .hasMessageContaining("Did you mean alert.k?");
    assertThatThrownBy(() -> SOME.check(Settings.of(Map.of("consle.port", "0"))))
        .hasMessageContaining("Unknown setting consle.port");
  }
}
