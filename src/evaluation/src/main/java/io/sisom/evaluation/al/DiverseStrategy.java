package io.sisom.evaluation.al;

import io.sisom.method.TapLayout;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A batch that differs: the best frames, five times as many as are asked for, in as many clusters
 * as are asked for by their last tap's units, and of each cluster the best one (as in Zhdanov,
 * "Diverse mini-batch active learning", 2019, the weights left out).
 *
 * @param worth of a label
 */
record DiverseStrategy(Worth worth) implements Strategy {
  private static final int BEST_OF = 5;

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
    int[] best = Rows.highest(values, (int) Math.min(values.length, (long) BEST_OF * query));
    LastUnits units = LastUnits.of(input.candidates().features().select(best), input.layout());
    int[] clusters = KMeans.clusters(units, query, random);
    boolean[] taken = new boolean[query];
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int i = 0; i < best.length; i++) {
      if (!taken[clusters[i]]) {
        taken[clusters[i]] = true;
        chosen.add(best[i]);
      }
    }
    // A cluster may be empty where frames are the same: the best that are left take its place.
    return Choice.of(
        IntStream.concat(
                chosen.stream().mapToInt(row -> row),
                IntStream.of(best).filter(row -> !chosen.contains(row)))
            .limit(query)
            .toArray());
  }
}
