package io.sisom.measure;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Spearman's rank correlation. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * Of two scores of the same frames: Pearson's correlation of their ranks, ties given their mean
   * rank; −1 to 1. Where one of them puts all frames level, 1 if both do, else 0.
   *
   * @param one none NaN
   * @param other as many, none NaN
   */
  public static double of(double[] one, double[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "rank correlation of " + one.length + " and " + other.length + " scores");
    }
    double[] ranks = ranks(one);
    double[] otherRanks = ranks(other);
    double mean = (one.length + 1) / 2.0;
    double product = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int i = 0; i < ranks.length; i++) {
      product += (ranks[i] - mean) * (otherRanks[i] - mean);
      squares += (ranks[i] - mean) * (ranks[i] - mean);
      otherSquares += (otherRanks[i] - mean) * (otherRanks[i] - mean);
    }
    if (squares == 0 || otherSquares == 0) {
      return squares == otherSquares ? 1 : 0;
    }
    return product / Math.sqrt(squares * otherSquares);
  }

  /** From 1 up. */
  private static double[] ranks(double[] scores) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i] + 0.0))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[scores.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
