package io.sisom.evaluation.al;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws rows by chance. */
final class Draw {
  private Draw() {}

  /**
   * A row, as likely as its weight is large; where none is above 0, the first of weight 0.
   *
   * @param weights below 0: never
   */
  static int byWeight(double[] weights, RandomGenerator random) {
    double sum = Arrays.stream(weights).filter(weight -> weight > 0).sum();
    double at = random.nextDouble() * sum;
    int last = -1;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] > 0) {
        last = row;
        at -= weights[row];
        if (at < 0) {
          return row;
        }
      }
    }
    return last >= 0
        ? last
        : IntStream.range(0, weights.length)
            .filter(row -> weights[row] == 0)
            .findFirst()
            .orElseThrow();
  }
}
