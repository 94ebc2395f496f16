package io.sisom.evaluation.al;

import io.sisom.candidate.CandidateRank;
import io.sisom.candidate.WindowRanking;
import io.sisom.method.TapLayout;
import java.util.Set;

/**
 * The stream's scores alone, without its limits and its near-duplicate rule.
 *
 * @param settings of the score
 * @param rank which of its scores
 */
record SisomWorth(SisomSettings settings, CandidateRank rank) implements Worth {
  @Override
  public Strategy.Needs needs() {
    return Strategy.Needs.ALL_FRAMES;
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return settings.gradientTaps(layout);
  }

  @Override
  public double[] of(StrategyInput input) {
    return SisomScores.of(settings, input).ranked(input.candidates(), rank).stream()
        .mapToDouble(WindowRanking.Scored::ranking)
        .toArray();
  }
}
