package io.sisom.method.internal;

import io.sisom.method.FloatFeatures;

/**
 * Rows moved by a common center, in float32, and their norms. Norms shrink, and with them the error
 * of a matrix product.
 *
 * @param values {@code float[rows * width]}
 * @param norms one a row
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Centered(float[] values, double[] norms) {

  /** The mean of rows, at least one. */
  public static float[] centerOf(FloatFeatures rows) {
    int width = rows.width();
    double[] sums = new double[width];
    for (int i = 0; i < rows.rows(); i++) {
      for (int u = 0; u < width; u++) {
        sums[u] += rows.values()[i * width + u];
      }
    }
    float[] center = new float[width];
    for (int u = 0; u < width; u++) {
      center[u] = (float) (sums[u] / rows.rows());
    }
    return center;
  }

  /** Moves chosen rows. */
  public static Centered of(FloatFeatures features, int[] rows, float[] center) {
    int width = center.length;
    float[] values = new float[Math.multiplyExact(rows.length, width)];
    double[] norms = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double squares = 0;
      for (int u = 0; u < width; u++) {
        float moved = features.values()[rows[i] * width + u] - center[u];
        values[i * width + u] = moved;
        squares += (double) moved * moved;
      }
      norms[i] = Math.sqrt(squares);
    }
    return new Centered(values, norms);
  }
}
