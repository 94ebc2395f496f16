package io.sisom.fitting;

import io.sisom.method.Profile;
import io.sisom.method.ScoreOptions;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;

/**
 * Which of a profile's trials is taken.
 *
 * <p><b>Idea.</b> The check has a few hundred frames a family and families that somebody made up,
 * so it cannot tell settings apart that come out nearly alike, and novelty of another make may show
 * in taps that the made-up one leaves alone. So the default stays unless it is beaten by {@code
 * fit.margin}; and of the lean settings within that margin of the best, the one is taken that costs
 * least and then hears most: no backward pass, more taps, roots, fewer neighbors. The weight of the
 * energy differs from network to network and is always the best of its kind. (The rule of one
 * standard error: Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 7.10.)
 */
final class TrialChoice {
  private static final Comparator<Trial> BETTER =
      Comparator.comparingDouble(trial -> trial.judgment().separation());

  private static final Comparator<ScoreOptions> CHEAPER_THEN_BROADER =
      Comparator.comparing(ScoreOptions::usesSaliency)
          .thenComparing(options -> -options.taps().size())
          .thenComparing(options -> !options.root())
          .thenComparing(ScoreOptions::neighbors);

  private final FittingConfig config;

  TrialChoice(FittingConfig config) {
    this.config = config;
  }

  /**
   * The one that is taken.
   *
   * @param trials of one profile, the default first
   */
  Trial of(List<Trial> trials) {
    Trial byDefault = trials.get(0);
    List<Trial> believed =
        trials.stream().filter(trial -> trial.saturated() <= config.saturated()).toList();
    return switch (config.by()) {
      case NONE -> byDefault;
      case RAVG ->
          believed.stream().min(Comparator.comparingDouble(Trial::ratioAverage)).orElse(byDefault);
      case SYNTHETIC ->
          believed.stream()
              .max(BETTER)
              .filter(best -> separation(best) > separation(byDefault) + config.margin())
              .map(best -> amongEquals(believed, best))
              .orElse(byDefault);
    };
  }

  private Trial amongEquals(List<Trial> believed, Trial best) {
    if (best.options().profile() != Profile.LEAN) {
      return best;
    }
    return bestByKind(believed).stream()
        .filter(trial -> separation(trial) >= separation(best) - config.margin())
        .min(Comparator.comparing(Trial::options, CHEAPER_THEN_BROADER))
        .orElse(best);
  }

  /** Of trials that differ in nothing but the weight, the best. */
  private static Collection<Trial> bestByKind(List<Trial> trials) {
    Map<ScoreOptions, Trial> byKind = new HashMap<>();
    for (Trial trial : trials) {
      ScoreOptions kind = trial.options().toBuilder().weight(OptionalDouble.empty()).build();
      byKind.merge(kind, trial, BinaryOperator.maxBy(BETTER));
    }
    return byKind.values();
  }

  private static double separation(Trial trial) {
    return trial.judgment().separation();
  }
}
