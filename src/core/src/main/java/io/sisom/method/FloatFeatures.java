package io.sisom.method;

/**
 * Float32 features, row-major: what streams. Units are subtracted in float32, which is exact to one
 * rounding, and squares are summed in float64, so that tiny distances do not underflow.
 */
public final class FloatFeatures implements Features {
  private final float[] values;
  private final int rows;
  private final int width;

  /**
   * Takes the array as it is, without a copy; the caller leaves it unchanged from here on.
   *
   * @param values {@code float[rows * width]}, row-major
   */
  public FloatFeatures(float[] values, int rows, int width) {
    Shapes.requireMatrix("features", values.length, rows, width);
    this.values = values;
    this.rows = rows;
    this.width = width;
  }

  /** One row. */
  public static FloatFeatures ofRow(float[] row) {
    return new FloatFeatures(row, 1, row.length);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int width() {
    return width;
  }

  /** The backing array, {@code float[rows * width]}, row-major; not to be changed. */
  public float[] values() {
    return values;
  }

  @Override
  public double squaredDistance(int row, Features other, int otherRow) {
    Shapes.requireSameWidth(width, other.width());
    if (other instanceof FloatFeatures floats) {
      return squaredDistance(values, row * width, floats.values, otherRow * width, width);
    }
    return other.squaredDistance(otherRow, this, row);
  }

  /** Four independent sums let the processor overlap the additions. */
  private static double squaredDistance(float[] a, int i, float[] b, int j, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < width; k += 4) {
      double d0 = a[i + k] - b[j + k];
      double d1 = a[i + k + 1] - b[j + k + 1];
      double d2 = a[i + k + 2] - b[j + k + 2];
      double d3 = a[i + k + 3] - b[j + k + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; k < width; k++) {
      double d = a[i + k] - b[j + k];
      s0 += d * d;
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public boolean isFinite(int row) {
    for (int k = row * width; k < (row + 1) * width; k++) {
      if (!Float.isFinite(values[k])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public FloatFeatures select(int[] selected) {
    float[] copy = new float[Math.multiplyExact(selected.length, width)];
    for (int i = 0; i < selected.length; i++) {
      System.arraycopy(values, selected[i] * width, copy, i * width, width);
    }
    return new FloatFeatures(copy, selected.length, width);
  }
}
