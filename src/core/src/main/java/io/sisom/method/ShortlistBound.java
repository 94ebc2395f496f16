package io.sisom.method;

import io.sisom.method.internal.Bounds;

/**
 * How near a row that a device did not list may be. Everything the device rounds is in it:
 *
 * <ul>
 *   <li>it makes the frame's feature itself, in float64 and then rounded, so each unit may be one
 *       step of float32 from the one made here: the feature is within {@code 2^-22} of its norm;
 *   <li>it moves the feature by the center in float32, as the rows were: one rounding a unit;
 *   <li>its product is within {@code γ|x||z|} of the real one, γ the {@link
 *       MatrixProduct#relativeError} of the device; what underflows is in {@code underflow};
 *   <li>it rounds {@code |z|²/2}, and the difference of the two.
 * </ul>
 *
 * With {@code v} the largest value of a row that is not listed, the square of that row's distance
 * is at least {@code |x|² − 2(v + error)}, and the distance less than that by what the rounding of
 * the rows moved them.
 */
public final class ShortlistBound {
  private static final double FEATURE = 0x1p-22;
  private static final double FLOAT64_ERROR = 1e-12;

  /** The error of {@link Features#squaredDistance}, and this class's own. */
  private static final double RELATIVE = 0x1p-20;

  private final float[] center;
  private final double largestNorm;
  private final double productError;
  private final double underflow;

  /**
   * Of rows on a device.
   *
   * @param productError of the device, as {@link MatrixProduct#relativeError}
   */
  public ShortlistBound(DeviceRows rows, double productError) {
    this.center = rows.center();
    this.largestNorm = rows.largestNorm();
    this.productError = productError;
    this.underflow = 4.0 * rows.width() * Float.MIN_NORMAL;
  }

  /** Of one frame. */
  OfFrame of(FloatFeatures frames, int row) {
    int width = center.length;
    double squares = 0;
    double moved = 0;
    for (int u = 0; u < width; u++) {
      float value = frames.values()[row * width + u];
      float centered = value - center[u];
      squares += (double) value * value;
      moved += (double) centered * centered;
    }
    double step = FEATURE * Math.sqrt(squares) + Math.sqrt(width) * Float.MIN_NORMAL;
    return new OfFrame(Math.sqrt(moved), step);
  }

  /** For one frame's rows. */
  final class OfFrame {
    private final double norm;
    private final double step;

    private OfFrame(double norm, double step) {
      this.norm = norm;
      this.step = step;
    }

    /**
     * At most the {@link Features#squaredDistance} of any row that is not listed.
     *
     * @param value the largest of such a row; −∞ where there is none
     * @return 0 where nothing can be said, infinite where all rows are listed
     */
    float least(float value) {
      if (!(norm <= Bounds.MAX_NORM) || Float.isNaN(value)) {
        return 0;
      }
      if (value == Float.NEGATIVE_INFINITY) {
        return Float.POSITIVE_INFINITY;
      }
      double off = step + 4 * Bounds.UNIT * (norm + step);
      double least = Math.max(0, norm - off);
      double most = norm + off;
      double error =
          productError * most * largestNorm
              + 4 * Bounds.UNIT * largestNorm * (most + largestNorm)
              + FLOAT64_ERROR * (most * most + largestNorm * largestNorm)
              + underflow;
      double squared = Math.max(0, least * least - 2 * (value + error));
      double moved = off + 2 * Bounds.UNIT * (most + largestNorm);
      double distance = Math.max(0, Math.sqrt(squared) - moved);
      return Bounds.lower(distance * distance, RELATIVE);
    }
  }
}
