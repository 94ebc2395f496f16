package io.sisom.evaluation.al;

import io.sisom.method.TapLayout;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A batch drawn by rank: a frame of rank r is drawn with a weight of 1/r, none twice (softrank
 * acquisition, Kirsch et al., "Stochastic Batch Acquisition", TMLR 2023, with β = 1; drawn by the
 * Gumbel trick). As diverse as the best ones' likes are many, at the cost of sorting alone.
 *
 * @param worth of a label
 */
record SampledStrategy(Worth worth) implements Strategy {
  @Override
  public Needs needs() {
    return worth.needs();
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return worth.gradientTaps(layout);
  }

  @Override
  public Choice choose(StrategyInput input, int query, RandomGenerator random) {
    double[] values = worth.of(input);
    int[] ranked = Rows.highest(values, values.length);
    double[] drawn = new double[values.length];
    for (int rank = 0; rank < ranked.length; rank++) {
      double gumbel = -Math.log(-Math.log(1 - random.nextDouble()));
      drawn[ranked[rank]] = gumbel - Math.log(rank + 1.0);
    }
    return Choice.of(Rows.highest(drawn, query));
  }
}
