package io.sisom.method;

import java.util.Arrays;

/** The k smallest of the values offered, ascending. */
final class Closest {
  private final double[] ascending;
  private int held;

  /** The k smallest, k 1 or more. */
  Closest(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("nearest: k " + k + " must be 1 or more");
    }
    this.ascending = new double[k];
  }

  void offer(double value) {
    if (held == ascending.length && value >= ascending[held - 1]) {
      return;
    }
    int at = held < ascending.length ? held++ : held - 1;
    while (at > 0 && ascending[at - 1] > value) {
      ascending[at] = ascending[at - 1];
      at--;
    }
    ascending[at] = value;
  }

  /** The k-th smallest, the largest where fewer were offered; infinite without any. */
  double farthest() {
    return held == 0 ? Double.POSITIVE_INFINITY : ascending[held - 1];
  }

  /** The smallest up to the k-th, ascending. */
  double[] values() {
    return Arrays.copyOf(ascending, held);
  }
}
