package io.sisom.evaluation.baseline;

import java.util.Arrays;

/** Percentiles with linear interpolation between neighbors, numpy's default. */
final class Percentile {
  private Percentile() {}

  /**
   * The {@code percent}-th percentile.
   *
   * @param values at least one; sorted here
   * @param percent 0 to 100
   */
  static double ofSorting(float[] values, double percent) {
    Arrays.parallelSort(values);
    double place = percent / 100 * (values.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (place - below) * ((double) values[above] - values[below]);
  }
}
