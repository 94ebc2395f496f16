package io.sisom.fitting;

import io.sisom.measure.RankCorrelation;
import io.sisom.method.LeanFeature;
import io.sisom.method.Profile;
import io.sisom.method.ScoreOptions;
import io.sisom.method.TapLayout;
import java.util.List;

/**
 * Leaves out taps that hardly move the score, the earliest first, so that the backward pass gets
 * shorter.
 */
final class TapPruning {
  /**
   * Spearman's correlation of held-out scores with and without a tap, from which it is left out.
   */
  private static final double SAME = 0.999;

  private final Trials trials;
  private final TapLayout layout;

  TapPruning(Trials trials, TapLayout layout) {
    this.trials = trials;
    this.layout = layout;
  }

  /** The same score of as few taps as rank held-out frames the same; at least one. */
  ScoreOptions prune(ScoreOptions options) {
    double[] before = trials.heldOutScores(options);
    ScoreOptions pruned = options;
    for (String tap : covered(options)) {
      List<String> rest = covered(pruned).stream().filter(name -> !name.equals(tap)).toList();
      if (!rest.isEmpty()) {
        ScoreOptions without = pruned.toBuilder().taps(rest).build();
        double same = RankCorrelation.of(before, trials.heldOutScores(without));
        pruned = same >= SAME ? without : pruned;
      }
    }
    return pruned;
  }

  private List<String> covered(ScoreOptions options) {
    if (!options.taps().isEmpty()) {
      return layout.names().stream().filter(options.taps()::contains).toList();
    }
    return options.profile() == Profile.LEAN ? LeanFeature.defaultTaps(layout) : layout.names();
  }
}
