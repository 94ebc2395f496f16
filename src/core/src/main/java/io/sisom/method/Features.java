package io.sisom.method;

/** Rows of features of one width, never changed once built. Distances between rows are exact. */
public sealed interface Features permits FloatFeatures, DoubleFeatures {
  /** Number of rows, 0 or more. */
  int rows();

  /** Units in a row, 0 or more. */
  int width();

  /**
   * Squared Euclidean distance between a row here and a row there, by direct subtraction: the
   * expansion {@code |a|²+|b|²−2ab} is wrong by up to 100 % for near-duplicates in float32.
   *
   * @param row 0 to {@code rows() - 1}
   * @param other features of the same width, of either precision
   * @param otherRow 0 to {@code other.rows() - 1}
   */
  double squaredDistance(int row, Features other, int otherRow);

  /** Whether every unit of the row is a finite number. */
  boolean isFinite(int row);

  /** New features: these rows, in this order, in the same precision. */
  Features select(int[] rows);
}
