package io.sisom.evaluation.episode;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Exact 95 % interval of a Poisson mean, from one count (Garwood, 1936). */
final class PoissonInterval {
  private static final double TAIL = 0.025;
  private static final int HALVINGS = 80;

  private PoissonInterval() {}

  /** The least mean under which so many or more are seen once in 40 times. */
  static double low(int count) {
    return count == 0 ? 0 : mean(count, 1 - TAIL);
  }

  /** The largest mean under which so few or fewer are seen once in 40 times. */
  static double high(int count) {
    return mean(count + 1, TAIL);
  }

  /** The mean under which fewer than {@code events} are seen with the chance given. */
  private static double mean(int events, double chance) {
    double low = 0;
    double high = 10.0 * events + 20;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (RegularizedGamma.Q.value(events, middle) > chance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
