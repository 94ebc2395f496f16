package io.sisom.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import io.sisom.method.TapLayout;
import io.sisom.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScoreSettingsTest {
  static List<Map<String, String>> settings() {
    return List.of(
        Map.of("score.profile", "sisome"),
        Map.of("score.profile", "lean", "score.taps", "a,b", "score.neighbours", "25"),
        Map.of("score.profile", "lean", "score.weight", "0.7", "score.root", "true"),
        Map.of("score.profile", "lean", "score.salient", "0.25"),
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
  void readsTheGradientsOfWhateverTheFitMayTry() {
    TapLayout layout =
        new TapLayout(
            List.of(
                new TapLayout.Tap("a", 0, 1),
                new TapLayout.Tap("b", 1, 1),
                new TapLayout.Tap("c", 2, 1)));
    assertThat(gradientTaps(Map.of("score.profile", "lean"), layout)).isEmpty();
    assertThat(gradientTaps(Map.of("score.profile", "lean", "score.salient", "0.5"), layout))
        .containsOnly("b", "c");
    assertThat(gradientTaps(Map.of("score.taps", "a"), layout)).containsOnly("a", "b", "c");
    assertThat(gradientTaps(Map.of("score.saliency", "false"), layout))
        .as("no backward pass is wanted")
        .isEmpty();
    assertThat(
            ScoreSettings.from(Settings.of(Map.of()))
                .gradientTaps(
                    layout, Settings.of(Map.of("fit.by", "none")).bind(FittingConfig.class)))
        .as("lean, as it is without a fit")
        .isEmpty();
  }

  private static Set<String> gradientTaps(Map<String, String> given, TapLayout layout) {
    return ScoreSettings.from(Settings.of(given))
        .gradientTaps(layout, Settings.defaults(FittingConfig.class));
  }

  @Test
  void remembersWhatWasGiven() {
    ScoreSettings settings = ScoreSettings.from(Settings.of(Map.of("score.form", "raw")));
    assertThat(settings.isGiven("score.form")).as("though raw is the default").isTrue();
    assertThat(settings.isGiven("score.weight")).isFalse();
    assertThat(settings.options().form()).isEqualTo(ScoreForm.RAW);
  }
}
