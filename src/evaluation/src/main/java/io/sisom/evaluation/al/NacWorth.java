package io.sisom.evaluation.al;

import io.sisom.evaluation.baseline.Nac;
import io.sisom.method.TapLayout;
import java.util.Set;

/** How little the labeled frames cover a frame's neuron states (NAC, Liu et al., ICLR 2024). */
record NacWorth() implements Worth {
  @Override
  public Strategy.Needs needs() {
    return Strategy.Needs.ALL_FRAMES;
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return Set.copyOf(layout.names());
  }

  @Override
  public double[] of(StrategyInput input) {
    return new Nac().fit(input.known()).score(input.candidates().features());
  }
}
