package io.sisom.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import io.sisom.setting.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScoreSettingsTest {
  static List<Map<String, String>> settings() {
    return List.of(
        Map.of("score.profile", "sisome"),
        Map.of("score.profile", "lean", "score.taps", "a,b", "score.neighbours", "25"),
        Map.of("score.profile", "lean", "score.weight", "0.7", "score.root", "true"),
        Map.of(
            "score.profile", "sisome", "steepness", "a=0.5,b=2.0", "steepness.positions", "a=64"),
        Map.of("score.profile", "sisome", "score.saliency", "false", "score.outer", "anchor"),
        Map.of("score.profile", "sisome", "score.form", "rank", "score.distance", "inner"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void writesOptionsAsTheSettingsThatGiveThem(Map<String, String> given) {
    ScoreOptions options = ScoreSettings.from(Settings.of(given)).options();
    assertThat(ScoreSettings.from(Settings.of(ScoreSettings.of(options))).options())
        .usingRecursiveComparison()
        .ignoringFields(options.profile() == Profile.LEAN ? "form" : "none")
        .isEqualTo(options);
  }

  @Test
  void takesTheLeanScoreWhereAutoHasNothingToGoBy() {
    assertThat(ScoreSettings.from(Settings.of(Map.of())).profile()).isEqualTo(ProfileChoice.AUTO);
    assertThat(ScoreSettings.from(Settings.of(Map.of())).options().profile())
        .isEqualTo(Profile.LEAN);
    assertThat(
            ScoreSettings.from(Settings.of(Map.of("score.profile", "sisome"))).options().profile())
        .isEqualTo(Profile.SISOME);
  }

  @Test
  void remembersWhatWasGiven() {
    ScoreSettings settings = ScoreSettings.from(Settings.of(Map.of("score.form", "raw")));
    assertThat(settings.isGiven("score.form")).as("though raw is the default").isTrue();
    assertThat(settings.isGiven("score.weight")).isFalse();
    assertThat(settings.options().form()).isEqualTo(ScoreForm.RAW);
  }
}
