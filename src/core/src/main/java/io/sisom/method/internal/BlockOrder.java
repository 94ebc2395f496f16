package io.sisom.method.internal;

import java.util.Arrays;

/**
 * An order in which runs of {@link LaneMath#LANES} rows lie close together: a k-d tree's leaves.
 */
final class BlockOrder {
  private final float[] views;
  private final int stride;
  private final int dimensions;

  /**
   * By the first coordinates of views.
   *
   * @param views {@code stride} coordinates a row
   * @param dimensions coordinates that count
   */
  BlockOrder(float[] views, int stride, int dimensions) {
    this.views = views;
    this.stride = stride;
    this.dimensions = dimensions;
  }

  /** Orders {@code count} rows from {@code first} on. */
  int[] of(int first, int count) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> first + i);
    split(order, 0, count);
    return order;
  }

  /** Halves at the median of the widest coordinate, in whole blocks. */
  private void split(int[] order, int from, int to) {
    int whole = (to - from + LaneMath.LANES - 1) / LaneMath.LANES;
    if (whole < 2) {
      return;
    }
    int widest = widest(order, from, to);
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      keys[i - from] = (long) sortable(views[order[i] * stride + widest]) << 32 | order[i];
    }
    Arrays.sort(keys);
    for (int i = from; i < to; i++) {
      order[i] = (int) keys[i - from];
    }
    int middle = from + whole / 2 * LaneMath.LANES;
    split(order, from, middle);
    split(order, middle, to);
  }

  /** An int that orders as the finite float does. */
  private static int sortable(float value) {
    int bits = Float.floatToIntBits(value);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  private int widest(int[] order, int from, int to) {
    int widest = 0;
    double most = -1;
    for (int d = 0; d < dimensions; d++) {
      double sum = 0;
      double squares = 0;
      for (int i = from; i < to; i++) {
        double value = views[order[i] * stride + d];
        sum += value;
        squares += value * value;
      }
      double spread = squares - sum * sum / (to - from);
      if (spread > most) {
        most = spread;
        widest = d;
      }
    }
    return widest;
  }
}
