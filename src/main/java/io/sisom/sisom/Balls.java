package io.sisom.sisom;

import java.util.function.IntConsumer;

/** Which samples lie within a radius of which: a symmetric matrix of bits, its diagonal set. */
final class Balls {
  private final long[][] bits;

  private Balls(long[][] bits) {
    this.bits = bits;
  }

  /** Balls around the given rows; distances strictly below the radius are inside. */
  static Balls of(Features features, int[] rows, double radius) {
    long[][] bits = new long[rows.length][(rows.length + 63) / 64];
    for (int i = 0; i < rows.length; i++) {
      set(bits, i, i);
      for (int j = i + 1; j < rows.length; j++) {
        if (Math.sqrt(features.squaredDistance(rows[i], features, rows[j])) < radius) {
          set(bits, i, j);
          set(bits, j, i);
        }
      }
    }
    return new Balls(bits);
  }

  private static void set(long[][] bits, int i, int j) {
    bits[i][j >> 6] |= 1L << j;
  }

  /** Visits the samples in the ball of a sample, ascending, itself included. */
  void forEachIn(int centre, IntConsumer visit) {
    long[] ball = bits[centre];
    for (int word = 0; word < ball.length; word++) {
      for (long rest = ball[word]; rest != 0; rest &= rest - 1) {
        visit.accept((word << 6) + Long.numberOfTrailingZeros(rest));
      }
    }
  }
}
