package io.sisom.method;

/** Float64 features, row-major: the reference against which float32 is checked. */
public final class DoubleFeatures implements Features {
  private final double[] values;
  private final int rows;
  private final int width;

  /**
   * Takes the array as it is, without a copy; the caller leaves it unchanged from here on.
   *
   * @param values {@code double[rows * width]}, row-major
   */
  public DoubleFeatures(double[] values, int rows, int width) {
    Shapes.requireMatrix("features", values.length, rows, width);
    this.values = values;
    this.rows = rows;
    this.width = width;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public double squaredDistance(int row, Features other, int otherRow) {
    Shapes.requireSameWidth(width, other.width());
    int i = row * width;
    int j = otherRow * width;
    double sum = 0;
    if (other instanceof DoubleFeatures doubles) {
      for (int k = 0; k < width; k++) {
        double d = values[i + k] - doubles.values[j + k];
        sum += d * d;
      }
    } else if (other instanceof FloatFeatures floats) {
      float[] theirs = floats.values();
      for (int k = 0; k < width; k++) {
        double d = values[i + k] - theirs[j + k];
        sum += d * d;
      }
    }
    return sum;
  }

  @Override
  public boolean isFinite(int row) {
    for (int k = row * width; k < (row + 1) * width; k++) {
      if (!Double.isFinite(values[k])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public DoubleFeatures select(int[] selected) {
    double[] copy = new double[Math.multiplyExact(selected.length, width)];
    for (int i = 0; i < selected.length; i++) {
      System.arraycopy(values, selected[i] * width, copy, i * width, width);
    }
    return new DoubleFeatures(copy, selected.length, width);
  }
}
