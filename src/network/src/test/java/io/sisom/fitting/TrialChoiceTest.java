package io.sisom.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.ScoreOptions;
import io.sisom.method.ScoreOptionsBuilder;
import io.sisom.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrialChoiceTest {
  private static final List<String> TWO = List.of("middle", "last");
  private static final List<String> ALL = List.of("first", "middle", "last");
  private static final Trial DEFAULT = trial(1.0, lean().taps(TWO));

  @Test
  void theDefaultStaysUnlessItIsBeatenByTheMargin() {
    Trial close = trial(1.04, lean().taps(ALL).root(true));

    assertThat(choice(0.05).of(List.of(DEFAULT, close))).isSameAs(DEFAULT);
    assertThat(choice(0.03).of(List.of(DEFAULT, close))).isSameAs(close);
  }

  @Test
  void ofSettingsThatTheCheckCannotTellApartTheOneWithTheMostTapsIsTaken() {
    Trial best = trial(1.50, lean().taps(TWO).root(true));
    Trial broad = trial(1.46, lean().taps(ALL).root(true));

    assertThat(choice(0.05).of(List.of(DEFAULT, best, broad))).isSameAs(broad);
    assertThat(choice(0.03).of(List.of(DEFAULT, best, broad))).isSameAs(best);
  }

  @Test
  void theBackwardPassIsTakenOnlyWhereItBringsMoreThanTheMargin() {
    Trial salient = trial(1.50, lean().taps(ALL).root(true).salient(0.25));
    Trial forward = trial(1.46, lean().taps(TWO).root(true));
    Trial worse = trial(1.44, lean().taps(ALL).root(true));

    assertThat(choice(0.05).of(List.of(DEFAULT, salient, forward, worse))).isSameAs(forward);
    assertThat(choice(0.03).of(List.of(DEFAULT, salient, forward, worse))).isSameAs(salient);
  }

  @Test
  void theEnergysWeightIsTheBestOfItsKind() {
    Trial little = trial(1.48, lean().taps(ALL).root(true).weight(OptionalDouble.of(0.1)));
    Trial some = trial(1.49, lean().taps(ALL).root(true).weight(OptionalDouble.of(0.2)));
    Trial much = trial(1.47, lean().taps(ALL).root(true).weight(OptionalDouble.of(0.3)));

    assertThat(choice(0.05).of(List.of(DEFAULT, little, some, much))).isSameAs(some);
  }

  @Test
  void thePapersScoreIsTheBestOfItsProfile() {
    Trial byDefault = trial(1.0, ScoreOptions.sisome().toBuilder().taps(ALL));
    Trial best = trial(1.5, ScoreOptions.sisome().toBuilder().taps(TWO));
    Trial next = trial(1.49, ScoreOptions.sisome().toBuilder().taps(ALL).relativeSteepness(0.3));

    assertThat(choice(0.05).of(List.of(byDefault, best, next))).isSameAs(best);
  }

  private static TrialChoice choice(double margin) {
    return new TrialChoice(
        Settings.of(Map.of("fit.margin", Double.toString(margin))).bind(FittingConfig.class));
  }

  private static ScoreOptionsBuilder lean() {
    return ScoreOptions.lean().toBuilder();
  }

  private static Trial trial(double separation, ScoreOptionsBuilder options) {
    return new Trial(options.build(), new Judgment(0.8, 0.9, separation), 0.5, 0);
  }
}
