package io.sisom.evaluation.al;

import io.sisom.method.TapLayout;
import java.util.Set;

/**
 * A worth that counts only as far as the frame has a class: {@code worth · (1 − p_none)^power}.
 * Nothing is cut off, since a strict filter spares foreign frames and learns less.
 *
 * @param of known classes, 0 or more
 * @param power of the probability that the frame has a class
 */
record PureWorth(Worth of, double power) implements Worth {
  @Override
  public Strategy.Needs needs() {
    return of.needs();
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return of.gradientTaps(layout);
  }

  @Override
  public double[] of(StrategyInput input) {
    double[] values = of.of(input);
    double[] none = NoneProbability.of(input);
    for (int i = 0; i < values.length; i++) {
      double finite = Math.min(values[i], Double.MAX_VALUE); // infinity times 0 is no number
      values[i] = finite * Math.pow(1 - none[i], power);
    }
    return values;
  }
}
