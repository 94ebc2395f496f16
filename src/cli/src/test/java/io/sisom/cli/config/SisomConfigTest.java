package io.sisom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.alert.AlertConfig;
import io.sisom.scoring.BatchConfig;
import io.sisom.setting.DeclaredSetting;
import io.sisom.setting.SettingCatalog;
import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import io.sisom.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SisomConfigTest {
  @Test
  void aWrongValueIsNamedWithItsKeyAndWhatIsAccepted() {
    assertThatThrownBy(() -> SisomConfig.of(Map.of("alert.k", "99")))
        .isInstanceOf(SettingException.class)
        .hasMessage("Setting alert.k is 99, accepted: whole number, 1 to 64");
  }

  @Test
  void allWrongValuesAreNamedAtOnce() {
    assertThatThrownBy(() -> SisomConfig.of(Map.of("alert.k", "x", "device", "tpu")))
        .hasMessageContaining("alert.k is x")
        .hasMessageContaining("device is tpu, accepted: auto, cpu or gpu:N");
  }

  @Test
  void valuesThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> SisomConfig.of(Map.of("alert.k", "9")))
        .isInstanceOf(SettingException.class)
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

  @Test
  void unknownKeysAndWrongValuesAreNamedTogether() {
    assertThatThrownBy(() -> SisomConfig.of(Map.of("alert.kk", "1", "console.port", "x")))
        .hasMessageContaining("Unknown setting alert.kk")
        .hasMessageContaining("Did you mean alert.k?")
        .hasMessageContaining("console.port is x, accepted: whole number, 0 to 65535");
  }

  /** An app that reads some settings lets the families of the others through by this list. */
  @Test
  void everyFamilyOfSettingsIsListed() {
    assertThat(SisomConfig.CATALOG.settings().stream().map(s -> SettingCatalog.family(s.key())))
        .containsOnlyElementsOf(SettingCatalog.FAMILIES)
        .containsAll(SettingCatalog.FAMILIES);
  }

  @Test
  void noSettingIsDeclaredTwice() {
    assertThat(SisomConfig.CATALOG.settings().stream().map(DeclaredSetting::key))
        .doesNotHaveDuplicates();
  }

  @Test
  void valuesReachTheRecordsOfTheirParts() {
    SisomConfig config =
        SisomConfig.of(
            Map.of(
                "score.taps", "a, b",
                "steepness", "a=0.5",
                "score.weight", "-1",
                "reference.trusted.models", "AB".repeat(32),
                "learning.rate", "0.5",
                "console.token", "hush hush hush hush"));
    assertThat(config.score().options()).isEqualTo(config.reference().score());
    assertThat(config.score().options().taps()).containsExactly("a", "b");
    assertThat(config.score().options().steepness()).isEqualTo(Map.of("a", 0.5));
    assertThat(config.score().options().weight()).isEmpty();
    assertThat(config.score().given()).contains("score.taps").doesNotContain("score.form");
    assertThat(config.store().trustedModels()).containsExactly("ab".repeat(32));
    assertThat(config.learning().optimizer().rate()).isEqualTo(0.5);
    assertThat(config.console().token()).contains("hush hush hush hush");
  }

  /** A scorer's process has no console and no trainer on its class path. */
  @Test
  void whoReadsSomeSettingsTakesAFileThatHoldsAll() {
    Map<String, String> file = new HashMap<>(Map.of("alert.k", "2"));
    for (DeclaredSetting setting : SisomConfig.CATALOG.settings()) {
      file.putIfAbsent(setting.key(), setting.value());
    }
    SettingCatalog scorers =
        SettingCatalog.ofSome(List.of(Topics.class, BatchConfig.class, AlertConfig.class));
    scorers.check(Settings.of(file));
    assertThat(Settings.of(file).bind(AlertConfig.class).k()).isEqualTo(2);

    file.put("batch.max.frame", "8");
    assertThatThrownBy(() -> scorers.check(Settings.of(file)))
        .hasMessageContaining("Did you mean batch.max.frames?");
  }
}
