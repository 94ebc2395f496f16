package io.sisom.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How many independent values a series is worth, by its autocorrelation: n / (1 + 2 Σ ρ), where the
 * sum ends with the last pair of neighboring lags whose correlations add up to more than nothing
 * (Geyer, Practical Markov chain Monte Carlo, 1992). Correlations are those of ranks, so that
 * values may be infinite and any rising transform gives the same.
 */
public final class EffectiveSize {
  private EffectiveSize() {}

  /**
   * Of a series in its order.
   *
   * @param values no NaN
   * @return 1 to n; 0 of no values, 1 of values that are all the same
   */
  public static double of(double... values) {
    int n = values.length;
    if (n < 2) {
      return n;
    }
    double[] centered = centeredRanks(values);
    double variance = product(centered, 0);
    if (variance == 0) {
      return 1;
    }
    double sum = 0;
    for (int lag = 1; lag + 1 < n; lag += 2) {
      double pair = (product(centered, lag) + product(centered, lag + 1)) / variance;
      if (pair <= 0) {
        break;
      }
      sum += pair;
    }
    return Math.max(1, Math.min(n, n / (1 + 2 * sum)));
  }

  private static double product(double[] values, int lag) {
    double sum = 0;
    for (int i = 0; i + lag < values.length; i++) {
      sum += values[i] * values[i + lag];
    }
    return sum;
  }

  /** Ranks less their mean; ties share the mean of their ranks. */
  private static double[] centeredRanks(double[] values) {
    int n = values.length;
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i] + 0.0));
    double[] ranks = new double[n];
    int from = 0;
    while (from < n) {
      int to = from + 1;
      while (to < n && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0 - (n - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
