package io.sisom.evaluation.al;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * k-centre greedy: again and again the candidate farthest from everything labeled or chosen, in the
 * last tap's units (Sener and Savarese, ICLR 2018).
 */
record CoreSetStrategy() implements Strategy {
  @Override
  public Looks looks() {
    return Looks.AT_ALL;
  }

  @Override
  public Choice choose(Sight sight, int query, RandomGenerator random) {
    LastUnits labeled = LastUnits.of(sight.recalled().features(), sight.layout());
    LastUnits candidates = LastUnits.of(sight.candidates().features(), sight.layout());
    double[] nearest = new double[candidates.rows()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int row = 0; row < labeled.rows(); row++) {
      approach(nearest, candidates, labeled, row);
    }
    sight
        .junk()
        .map(junk -> LastUnits.of(junk.features(), sight.layout()))
        .ifPresent(
            junk -> {
              for (int row = 0; row < junk.rows(); row++) {
                approach(nearest, candidates, junk, row);
              }
            });
    int[] chosen = new int[query];
    for (int i = 0; i < query; i++) {
      chosen[i] = farthest(nearest);
      approach(nearest, candidates, candidates, chosen[i]);
      nearest[chosen[i]] = -1; // never again, not even where all distances are 0
    }
    return Choice.of(chosen);
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
