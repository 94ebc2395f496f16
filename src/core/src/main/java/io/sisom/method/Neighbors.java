package io.sisom.method;

/**
 * A frame's nearest known samples.
 *
 * @param inner distance to the nearest sample of the frame's class (Eq. 5); infinite without one
 * @param outer distance to the nearest sample of any other class (Eq. 6); infinite without one
 * @param kthInner distance to the k-th nearest sample of the frame's class, the farthest where the
 *     class has fewer; equal to {@code inner} for k = 1
 * @param innerRow row of the nearest inner sample, or {@link #NONE}
 * @param outerRow row of the nearest outer sample, or {@link #NONE}
 */
public record Neighbors(double inner, double outer, double kthInner, int innerRow, int outerRow) {
  /** With k = 1. */
  public Neighbors(double inner, double outer, int innerRow, int outerRow) {
    this(inner, outer, inner, innerRow, outerRow);
  }

  /** In place of a row: there is no such sample. */
  public static final int NONE = -1;

  /** Ratio (Eq. 7) of the two distances, 0 to infinite; higher is more novel. */
  public double ratio() {
    return ratio(inner, outer);
  }

  /** Confidence (Eq. 9) that the frame is in distribution, 0 to 1: {@code 1/(1+r)}. */
  public double confidence() {
    return 1 / (1 + ratio());
  }

  /**
   * Ratio (Eq. 7), total: infinite without an inner sample, 0 without an outer one, 1 for 0/0,
   * infinite for a positive inner distance over 0.
   *
   * @param inner 0 to infinite
   * @param outer 0 to infinite
   */
  public static double ratio(double inner, double outer) {
    if (Double.isInfinite(inner)) {
      return Double.POSITIVE_INFINITY;
    }
    return inner == 0 && outer == 0 ? 1 : inner / outer;
  }
}
