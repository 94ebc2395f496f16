package io.sisom.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * Histogram of values as a density, for plots.
 *
 * @param from lower bound of the first bin
 * @param to upper bound of the last, above {@code from}
 * @param heights of equally wide bins; times the bin's width they sum to the share inside
 * @param outside share of values below, above, or not finite, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // drawn, never compared
public record Density(double from, double to, double[] heights, double outside) {
  private static final double TAIL = 0.005;

  /** Bounds of an axis. */
  public record Range(double from, double to) {
    /** Throws {@link IllegalArgumentException} where the bounds are no finite, non-empty range. */
    public Range {
      if (!Double.isFinite(from) || !Double.isFinite(to) || !(from < to)) {
        throw new IllegalArgumentException("no range from " + from + " to " + to);
      }
    }

    /**
     * A range that shows several sets of values side by side: for each, all finite values but half
     * a percent at either end. Without finite values, 0 to 1.
     */
    public static Range showing(Collection<double[]> sets) {
      double from = Double.POSITIVE_INFINITY;
      double to = Double.NEGATIVE_INFINITY;
      for (double[] set : sets) {
        double[] sorted = Arrays.stream(set).filter(Double::isFinite).sorted().toArray();
        if (sorted.length > 0) {
          int cut = (int) (TAIL * sorted.length);
          from = Math.min(from, sorted[cut]);
          to = Math.max(to, sorted[sorted.length - 1 - cut]);
        }
      }
      if (from > to) {
        return new Range(0, 1);
      }
      double margin = Math.max(0.5, Math.ulp(to));
      return from < to ? new Range(from, to) : new Range(from - margin, to + margin);
    }
  }

  /**
   * Counts values into bins; the upper bound belongs to the last.
   *
   * @param values at least one
   * @param bins 1 or more
   */
  public static Density of(double[] values, Range range, int bins) {
    if (values.length == 0 || bins < 1) {
      throw new IllegalArgumentException(
          "density: %d values in %d bins".formatted(values.length, bins));
    }
    double width = (range.to() - range.from()) / bins;
    double[] heights = new double[bins];
    int inside = 0;
    for (double value : values) {
      if (value >= range.from() && value <= range.to()) {
        heights[Math.min(bins - 1, (int) ((value - range.from()) / width))]++;
        inside++;
      }
    }
    for (int i = 0; i < bins; i++) {
      heights[i] /= values.length * width;
    }
    return new Density(range.from(), range.to(), heights, 1 - inside / (double) values.length);
  }
}
