package io.sisom.evaluation.al;

import io.sisom.evaluation.baseline.Nac;
import io.sisom.method.TapLayout;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The frames whose neuron states the labeled frames cover least (NAC, Liu et al., ICLR 2024). */
record NacStrategy() implements Strategy {
  @Override
  public Looks looks() {
    return Looks.AT_ALL;
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return Set.copyOf(layout.names());
  }

  @Override
  public Choice choose(Sight sight, int query, RandomGenerator random) {
    double[] novelty = new Nac().fit(sight.known()).score(sight.candidates().features());
    return Choice.of(UncertaintyStrategy.highest(novelty, query));
  }
}
