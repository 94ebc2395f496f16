package io.sisom.evaluation.al;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * k-center greedy: again and again the candidate farthest from everything labeled or chosen, in the
 * last tap's units (Sener and Savarese, ICLR 2018).
 */
record CoreSetStrategy() implements Strategy {
  @Override
  public Needs needs() {
    return Needs.ALL_FRAMES;
  }

  @Override
  public Choice choose(StrategyInput input, int query, RandomGenerator random) {
    LastUnits labeled = LastUnits.of(input.recalled().features(), input.layout());
    LastUnits candidates = LastUnits.of(input.candidates().features(), input.layout());
    LastUnits asked =
        input
            .junk()
            .map(junk -> labeled.and(LastUnits.of(junk.features(), input.layout())))
            .orElse(labeled);
    return Choice.of(farthestFirst(asked, candidates, query));
  }

  /** Candidates, each the farthest from what was asked for and chosen before. */
  static int[] farthestFirst(LastUnits asked, LastUnits candidates, int query) {
    double[] nearest = new double[candidates.rows()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int row = 0; row < asked.rows(); row++) {
      approach(nearest, candidates, asked, row);
    }
    int[] chosen = new int[query];
    for (int i = 0; i < query; i++) {
      chosen[i] = farthest(nearest);
      approach(nearest, candidates, candidates, chosen[i]);
      nearest[chosen[i]] = -1; // never again, not even where all distances are 0
    }
    return chosen;
  }

  private static void approach(double[] nearest, LastUnits candidates, LastUnits from, int row) {
    IntStream.range(0, nearest.length)
        .parallel()
        .forEach(
            i ->
                nearest[i] =
                    Math.min(nearest[i], LastUnits.squaredDistance(candidates, i, from, row)));
  }

  private static int farthest(double[] nearest) {
    int best = 0;
    for (int i = 1; i < nearest.length; i++) {
      if (nearest[i] > nearest[best]) {
        best = i;
      }
    }
    return best;
  }
}
