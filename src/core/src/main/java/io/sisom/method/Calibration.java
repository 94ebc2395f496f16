package io.sisom.method;

import java.util.Arrays;

/**
 * Scores of held-out in-distribution frames, sorted: what turns a score into a p-value (split
 * conformal prediction) or into a quantile. Scores may be infinite, never NaN.
 */
public final class Calibration {
  private final double[] sorted;

  private Calibration(double[] sorted) {
    this.sorted = sorted;
  }

  /** Sorts a copy; a NaN is an {@link IllegalArgumentException}. */
  public static Calibration of(double... scores) {
    double[] sorted = scores.clone();
    for (int i = 0; i < sorted.length; i++) {
      if (Double.isNaN(sorted[i])) {
        throw new IllegalArgumentException("calibration: score " + i + " is not a number");
      }
      sorted[i] += 0.0; // −0 becomes 0: sorting tells them apart, comparing does not
    }
    Arrays.sort(sorted);
    return new Calibration(sorted);
  }

  /** Number of scores. */
  public int size() {
    return sorted.length;
  }

  /** A copy of the scores, ascending. */
  public double[] scores() {
    return sorted.clone();
  }

  /**
   * {@code (1 + #{calibration scores ≥ s}) / (n + 1)}, in (0, 1]; small is novel. For a frame
   * exchangeable with the n calibration frames, the chance of a p-value ≤ α is at most α. Without
   * calibration frames it is 1: nothing can be called novel.
   */
  public double pValue(double score) {
    return (1.0 + sorted.length - below(score)) / (sorted.length + 1.0);
  }

  /** How many scores are as high or higher. */
  int asHigh(double score) {
    return sorted.length - below(score);
  }

  /**
   * Empirical quantile with ties counted half: {@code (#{< s} + ½·#{= s}) / n}, in [0, 1]; infinite
   * scores are ordered and tied like any others. ½ without calibration frames.
   */
  public double quantile(double score) {
    if (sorted.length == 0) {
      return 0.5;
    }
    return (below(score) + upTo(score)) / (2.0 * sorted.length);
  }

  /** How many scores are smaller. */
  private int below(double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many scores are smaller or equal. */
  private int upTo(double score) {
    return score == Double.POSITIVE_INFINITY ? sorted.length : below(Math.nextUp(score));
  }
}
