package io.sisom.method.internal;

import io.sisom.method.FloatFeatures;
import java.util.Arrays;
import java.util.Random;

/**
 * A short view of features that shrinks no distance by more than a known rounding error: their
 * coordinates along some orthonormal axes from a center, and the norm of what the axes leave over.
 * For rows x and z with coordinates c and left-over norms ρ, {@code |c(x)−c(z)|² + (ρ(x)−ρ(z))² ≤
 * |x−z|²}, by Pythagoras and the triangle inequality. Axes along which the rows vary most (their
 * principal components) make the bound tight; any others leave it true. The left-over norm comes
 * first, then the coordinates, the widest first.
 */
final class PrincipalAxes {
  /** With the left-over norm a whole number of {@link LaneMath#STRIDE}s. */
  private static final int MOST = 31;

  private static final int SAMPLE_VALUES = 1 << 20;
  private static final int SAMPLE_ROWS = 2048;

  /** One row of so many is enough to find axes, and keeps them cheap for many classes. */
  private static final int SAMPLED_OF = 8;

  private static final int SAMPLE_ROWS_AN_AXIS = 8;
  private static final int ROUNDS = 6;
  private static final long SEED = 20240518;

  private final int width;
  private final int count;
  private final double[] center;

  /** Axis by axis within each unit: {@code [unit * count + axis]}. */
  private final double[] axes;

  private final double relativeError;

  private PrincipalAxes(int width, int count, double[] center, double[] axes) {
    this.width = width;
    this.count = count;
    this.center = center;
    this.axes = axes;
    this.relativeError = relativeError();
  }

  /**
   * From a sample of the rows from {@code first} to before {@code last}, by orthogonal iteration
   * (Golub and Van Loan, section 8.2.4).
   */
  static PrincipalAxes of(FloatFeatures rows, int first, int last) {
    int width = rows.width();
    int count = Math.min(MOST, width);
    int given = last - first;
    int most = Math.min(SAMPLE_ROWS, Math.min(SAMPLE_VALUES / width, given / SAMPLED_OF));
    int sampled = Math.min(given, Math.max(SAMPLE_ROWS_AN_AXIS * count, most));
    float[] values = rows.values();
    int[] starts = new int[sampled];
    double[] center = new double[width];
    for (int s = 0; s < sampled; s++) {
      starts[s] = (first + (int) ((long) s * given / sampled)) * width;
      for (int u = 0; u < width; u++) {
        center[u] += values[starts[s] + u];
      }
    }
    for (int u = 0; u < width; u++) {
      center[u] /= sampled;
    }
    double[] axes = new double[width * count];
    Random random = new Random(SEED);
    Arrays.setAll(axes, i -> random.nextGaussian());
    orthonormalize(axes, width, count);
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[axes.length];
      double[] along = new double[count];
      for (int start : starts) {
        Arrays.fill(along, 0);
        for (int u = 0; u < width; u++) {
          addScaled(along, 0, axes, u * count, count, values[start + u] - center[u]);
        }
        for (int u = 0; u < width; u++) {
          addScaled(next, u * count, along, 0, count, values[start + u] - center[u]);
        }
      }
      orthonormalize(next, width, count);
      axes = next;
    }
    return new PrincipalAxes(width, count, center, axes);
  }

  private static void addScaled(
      double[] sum, int sumOffset, double[] added, int offset, int count, double factor) {
    for (int i = 0; i < count; i++) {
      sum[sumOffset + i] += factor * added[offset + i];
    }
  }

  /** Gram-Schmidt, twice over; an axis that is nothing but rounding becomes zero. */
  private static void orthonormalize(double[] axes, int width, int count) {
    for (int axis = 0; axis < count; axis++) {
      double before = Math.sqrt(dot(axes, width, count, axis, axis));
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < axis; other++) {
          double along = dot(axes, width, count, axis, other);
          for (int u = 0; u < width; u++) {
            axes[u * count + axis] -= along * axes[u * count + other];
          }
        }
      }
      double norm = Math.sqrt(dot(axes, width, count, axis, axis));
      double scale = norm > 1e-9 * before ? 1 / norm : 0;
      for (int u = 0; u < width; u++) {
        axes[u * count + axis] *= scale;
      }
    }
  }

  private static double dot(double[] axes, int width, int count, int a, int b) {
    double sum = 0;
    for (int u = 0; u < width; u++) {
      sum += axes[u * count + a] * axes[u * count + b];
    }
    return sum;
  }

  /**
   * Error of a view, as a point, relative to its norm: each coordinate is rounded to float32; the
   * square of the left-over norm inherits the float64 rounding of its terms and how far the axes
   * are from orthonormal, and the root of that is the error where little is left over.
   */
  private double relativeError() {
    double defect = 0;
    for (int a = 0; a < count; a++) {
      double own = dot(axes, width, count, a, a);
      for (int b = 0; b < count; b++) {
        double expected = a == b && own > 0.5 ? 1 : 0;
        double off = dot(axes, width, count, a, b) - expected;
        defect += off * off;
      }
    }
    double ofSquares = Math.sqrt(defect) + 8.0 * (width + count) * 0x1p-53;
    return 2 * (Bounds.UNIT + Math.sqrt(ofSquares));
  }

  /** Coordinates of a view: the axes and the left-over norm. */
  int dimensions() {
    return count + 1;
  }

  /**
   * Views a row.
   *
   * @param values of the row from {@code offset} on, finite
   * @param along scratch, one value for each axis
   * @param view filled with {@link #dimensions()} coordinates, {@code stride} apart, from {@code
   *     viewOffset} on
   * @return the row's norm from the center
   */
  double view(
      float[] values, int offset, double[] along, float[] view, int viewOffset, int stride) {
    Arrays.fill(along, 0);
    double squares = 0;
    for (int u = 0; u < width; u++) {
      double moved = values[offset + u] - center[u];
      squares += moved * moved;
      addScaled(along, 0, axes, u * count, count, moved);
    }
    double left = squares;
    for (int axis = 0; axis < count; axis++) {
      left -= along[axis] * along[axis];
      view[viewOffset + (axis + 1) * stride] = (float) along[axis];
    }
    view[viewOffset] = (float) Math.sqrt(Math.max(0, left));
    return Math.sqrt(squares);
  }

  /**
   * What a distance between two views may exceed that of their rows by.
   *
   * @param norms of the two rows from the center, added
   */
  double margin(double norms) {
    return relativeError * norms;
  }

  /** Scratch for {@link #view}. */
  double[] scratch() {
    return new double[count];
  }
}
