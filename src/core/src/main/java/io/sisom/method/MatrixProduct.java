package io.sisom.method;

/**
 * Products of float32 matrices, for {@link DistanceKernel#multiplying}: the place to plug in a
 * device. It needs no exact arithmetic, only an honest {@link #relativeError}.
 */
public interface MatrixProduct {
  /** Lower-case name. */
  String name();

  /**
   * Largest error of a product of two rows, relative to the product of their norms. A float32 sum
   * in any order has {@code width·2^-24/(1 − width·2^-24)} (Higham, Accuracy and Stability of
   * Numerical Algorithms, 2nd ed., eq. 3.5); inputs cut to TF32 add {@code 2^-9} (both truncated to
   * ten bits).
   */
  double relativeError(int width);

  /**
   * Takes rows over, onto a device if there is one.
   *
   * @param rows {@code float[count * width]}, row-major, not changed from here on
   */
  Rows load(float[] rows, int count, int width);

  /** Rows that products are made with, in chunks. */
  interface Rows {
    /** Rows in every chunk but the last, 1 or more. */
    int chunk();

    /**
     * Products of some queries and the rows of one chunk.
     *
     * @param queries {@code float[count * width]}, row-major, perhaps with more behind
     * @param firstRow of the chunk, a multiple of {@link #chunk()}
     * @param products filled: query q and the chunk's i-th row at {@code q * chunk() + i}
     */
    void multiply(float[] queries, int count, int firstRow, float[] products);
  }
}
