package io.sisom.method.internal;

/**
 * The inner loops of {@link BoundedSearch}, in float32. Where rows come in lanes, {@link #LANES} of
 * them stand side by side, unit by unit. Immutable, safe to share.
 */
interface LaneMath {
  /** Rows, or boxes, side by side. */
  int LANES = 16;

  /** Units added before the sums are compared with the limit again. */
  int STRIDE = 8;

  /** Lower-case name. */
  String name();

  /**
   * Adds squared differences of a point to {@link #LANES} points.
   *
   * @param lanes coordinates {@code from} to before {@code to}, one after the other, from {@code
   *     offset} on
   * @param point all its coordinates
   * @param sums of the squares; where the answer is false, some may be missing
   * @return false where every sum is above the limit
   */
  boolean addSquares(
      float[] lanes, int offset, float[] point, int from, int to, float limit, float[] sums);

  /**
   * Squared distances of a point to {@link #LANES} boxes.
   *
   * @param boxes coordinate by coordinate, first {@link #LANES} lower ends and then as many upper
   *     ones, from {@code offset} on
   * @return false where every one is above the limit
   */
  boolean boxes(
      float[] boxes, int offset, float[] point, int dimensions, float limit, float[] sums);

  /**
   * Squared distance of two rows by direct subtraction; wherever it is above the limit, some value
   * above the limit. Its relative error is that of {@link Bounds#ofDirect}.
   */
  float squared(float[] a, int aOffset, float[] b, int bOffset, int width, float limit);
}
