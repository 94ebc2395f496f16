package io.sisom.evaluation.al;

import io.sisom.method.TapLayout;
import java.util.Set;

/**
 * How much the label of each candidate is thought to be worth. What is asked for of it, the best
 * themselves or a batch that differs, is the strategy's part.
 */
interface Worth {
  /** Which frames it needs activations of. */
  Strategy.Needs needs();

  /** Names of the taps whose gradients it reads; empty: no backward pass. */
  default Set<String> gradientTaps(TapLayout layout) {
    return Set.of();
  }

  /** One value a candidate, not NaN; higher is worth more. */
  double[] of(StrategyInput input);
}
