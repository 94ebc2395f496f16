package io.sisom.method;

/**
 * Rows moved by a common centre, in float32, and their norms. Norms shrink, and with them the error
 * of a matrix product.
 *
 * @param values {@code float[rows * width]}
 * @param norms one a row
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Centred(float[] values, double[] norms) {

  /** The mean of rows, at least one. */
  static float[] centreOf(FloatFeatures rows) {
    int width = rows.width();
    double[] sums = new double[width];
    for (int i = 0; i < rows.rows(); i++) {
      for (int u = 0; u < width; u++) {
        sums[u] += rows.values()[i * width + u];
      }
    }
    float[] centre = new float[width];
    for (int u = 0; u < width; u++) {
      centre[u] = (float) (sums[u] / rows.rows());
    }
    return centre;
  }

  /** Moves chosen rows. */
  static Centred of(FloatFeatures features, int[] rows, float[] centre) {
    int width = centre.length;
    float[] values = new float[Math.multiplyExact(rows.length, width)];
    double[] norms = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double squares = 0;
      for (int u = 0; u < width; u++) {
        float moved = features.values()[rows[i] * width + u] - centre[u];
        values[i * width + u] = moved;
        squares += (double) moved * moved;
      }
      norms[i] = Math.sqrt(squares);
    }
    return new Centred(values, norms);
  }
}
