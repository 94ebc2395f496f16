package io.sisom.method.internal;

/**
 * The inner loops of {@link BoundedSearch}, in float32. Where rows come in lanes, {@link #LANES} of
 * them stand side by side, unit by unit. Immutable, safe to share.
 */
interface LaneMath {
  /** Rows, or boxes, side by side. */
  int LANES = 16;

  /** Coordinates added before the sums are compared with the limit again. */
  int STRIDE = 8;

  /** Lower-case name. */
  String name();

  /**
   * Adds squared differences of a point, along {@link #STRIDE} coordinates, to the sums of some
   * blocks of {@link #LANES} points.
   *
   * @param lanes of all blocks, {@link #STRIDE} coordinates each, from {@code offset} on
   * @param point its coordinates from {@code from} on are read
   * @param sums of all blocks' squares, {@link #LANES} each
   * @param blocks which are asked for, counted from 0; on return those that have a sum within the
   *     limit, in the same order
   * @param count of {@code blocks}
   * @return how many are left
   */
  int addSquares(
      float[] lanes,
      int offset,
      float[] point,
      int from,
      float limit,
      float[] sums,
      int[] blocks,
      int count);

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
