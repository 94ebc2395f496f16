package io.sisom.method.internal;

import io.sisom.method.Features;
import io.sisom.method.FloatFeatures;

/**
 * Float32 bounds of squared distances. {@link Features#squaredDistance} of float32 rows, what is
 * bounded here, subtracts in float32 and so is itself within {@code 2^-22} of the real square.
 */
public final class Bounds {
  /** Rounding of one float32 operation, relative. */
  public static final double UNIT = 0x1p-24;

  /** Float32 squares, and sums of them, may be wrong by this where they underflow. */
  static final double TINY = 0x1p-120;

  /** Norms up to this keep every square and sum of this package finite in float32. */
  public static final double MAX_NORM = 1e15;

  private Bounds() {}

  /** Whether there is anything to bound and no row is so large that float32 squares overflow. */
  public static boolean hold(FloatFeatures rows) {
    if (rows.rows() == 0 || rows.width() == 0) {
      return false;
    }
    float[] values = rows.values();
    double largest = MAX_NORM / Math.sqrt(rows.width()) / 4;
    for (float value : values) {
      if (!(Math.abs(value) <= largest)) {
        return false;
      }
    }
    return true;
  }

  /** The next float32 at or above a value. */
  static float up(double value) {
    float rounded = (float) value;
    return rounded < value ? Math.nextUp(rounded) : rounded;
  }

  /** The next float32 at or below a value. */
  static float down(double value) {
    float rounded = (float) value;
    return rounded > value ? Math.nextDown(rounded) : rounded;
  }

  /**
   * Relative error of a float32 sum of squared differences against the same in real numbers: one
   * rounding each for difference (which counts twice) and square and one for each addition, in
   * whatever order (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1),
   * doubled to cover terms of second order and the error of {@link Features#squaredDistance}.
   */
  static double ofDirect(int terms) {
    return 2 * (terms + 8) * UNIT;
  }

  /** At most the square that was computed with a relative error. */
  public static float lower(double approximate, double relative) {
    return down(Math.max(0, approximate * (1 - relative) - TINY));
  }

  /** At least the square that was computed with a relative error. */
  static float upper(double approximate, double relative) {
    return up(approximate * (1 + relative) + TINY);
  }
}
