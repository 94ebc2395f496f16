package io.sisom.method;

import io.sisom.method.internal.Candidates;
import io.sisom.method.internal.NeighborSearch;
import io.sisom.method.internal.SearchKernels;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Which samples lie within a radius of which: a symmetric matrix of bits, its diagonal set. */
final class Balls {
  private static final int TILE = 32;

  /** Squares of the radius and of distances are rounded. */
  private static final double ROUNDING = 1 + 1e-14;

  private final long[][] bits;

  private Balls(long[][] bits) {
    this.bits = bits;
  }

  /** Balls around the given rows, finite; distances strictly below the radius are inside. */
  static Balls of(Features features, int[] rows, double radius) {
    long[][] bits = new long[rows.length][(rows.length + 63) / 64];
    Features chosen = features.select(rows);
    NeighborSearch search = SearchKernels.preferred().over(chosen, new int[] {0, rows.length});
    AllCores.run(
        rows.length,
        TILE,
        first -> fill(bits, chosen, search, first, Math.min(rows.length, first + TILE), radius),
        done -> {});
    return new Balls(bits);
  }

  private static void fill(
      long[][] bits, Features rows, NeighborSearch search, int from, int to, double radius) {
    Candidates[] near = new Candidates[to - from];
    Arrays.setAll(near, i -> Candidates.within(0, bits.length, radius * radius * ROUNDING));
    search.collect(rows, IntStream.range(from, to).toArray(), near);
    for (int center = from; center < to; center++) {
      int row = center;
      long[] ball = bits[row];
      set(ball, row);
      near[row - from].forEach(
          other -> {
            if (Math.sqrt(rows.squaredDistance(row, rows, other)) < radius) {
              set(ball, other);
            }
          });
    }
  }

  private static void set(long[] ball, int row) {
    ball[row >> 6] |= 1L << row;
  }

  /** Visits the samples in the ball of a sample, ascending, itself included. */
  void forEachIn(int center, IntConsumer visit) {
    long[] ball = bits[center];
    for (int word = 0; word < ball.length; word++) {
      for (long rest = ball[word]; rest != 0; rest &= rest - 1) {
        visit.accept((word << 6) + Long.numberOfTrailingZeros(rest));
      }
    }
  }
}
