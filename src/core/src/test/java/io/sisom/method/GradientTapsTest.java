package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which taps' gradients a score reads: the network need not go back further. */
@Tag("numeric")
class GradientTapsTest {
  private static final TapLayout LAYOUT =
      new TapLayout(List.of(new TapLayout.Tap("early", 0, 1), new TapLayout.Tap("late", 1, 1)));
  private static final Map<String, Double> LATE = Map.of("late", 1.0);

  @Test
  void ofAnEnhancedFeatureAreTheTapsThatAreOn() {
    Steepness late = Steepness.absolute(LAYOUT, LATE);
    assertThat(new Enhancement(late).gradientTaps()).containsOnly("late");
    assertThat(new Enhancement(late, false).gradientTaps()).isEmpty();
    assertThat(new LeanFeature(LAYOUT, List.of("late")).gradientTaps()).isEmpty();
  }

  @Test
  void ofSettingsAreAllThatARuleFromThemCanRead() {
    assertThat(options(Profile.SISOME, true, List.of(), Map.of()).gradientTaps(LAYOUT))
        .containsOnly("early", "late");
    assertThat(options(Profile.SISOME, true, List.of("early"), Map.of()).gradientTaps(LAYOUT))
        .containsOnly("early");
    assertThat(options(Profile.SISOME, true, List.of(), LATE).gradientTaps(LAYOUT))
        .containsOnly("late");
    assertThat(
            options(Profile.SISOME, true, List.of(), Map.of("early", 0.0, "late", 1.0))
                .gradientTaps(LAYOUT))
        .containsOnly("late");
  }

  @Test
  void areNoneWithoutSaliency() {
    assertThat(options(Profile.SISOME, false, List.of(), Map.of()).gradientTaps(LAYOUT)).isEmpty();
    assertThat(options(Profile.LEAN, true, List.of(), Map.of()).gradientTaps(LAYOUT)).isEmpty();
  }

  @Test
  void ofALeanScoreWithEnhancedUnitsAreTheLastTwo() {
    TapLayout three =
        new TapLayout(
            List.of(
                new TapLayout.Tap("a", 0, 1),
                new TapLayout.Tap("b", 1, 1),
                new TapLayout.Tap("c", 2, 1)));
    ScoreOptions options = ScoreOptions.lean().toBuilder().salient(0.25).build();
    assertThat(options.usesSaliency()).isTrue();
    assertThat(options.gradientTaps(three)).containsOnly("b", "c");
    assertThat(options.rule(three, new double[] {1, 2, 3}).features().gradientTaps())
        .containsOnly("b", "c");
    assertThat(options.rule(three, new double[] {1, 2, 0}).features().gradientTaps())
        .as("the last says nothing")
        .containsOnly("b");
  }

  private static ScoreOptions options(
      Profile profile, boolean saliency, List<String> taps, Map<String, Double> steepness) {
    return ScoreOptions.sisome().toBuilder()
        .profile(profile)
        .saliency(saliency)
        .taps(taps)
        .steepness(steepness)
        .build();
  }
}
