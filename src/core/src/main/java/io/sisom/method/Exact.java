package io.sisom.method;

import io.sisom.method.internal.Candidates;
import java.util.function.IntConsumer;

/**
 * The nearest of some candidates, by exact distances.
 *
 * @param squared to the nearest; infinite without one
 * @param kthSquared to the k-th nearest, the farthest where there are fewer; infinite without any
 * @param row of the nearest, sorted by class; -1 without one
 */
record Exact(double squared, double kthSquared, int row) {

  /**
   * Measures them all.
   *
   * @param known rows of the candidates; of the caller's rows the lowest wins a tie
   */
  static Exact of(Candidates candidates, int k, SortedRows known, Features from, int fromRow) {
    Measuring measuring = new Measuring(k, known, from, fromRow);
    candidates.forEach(measuring);
    return measuring.found();
  }

  /**
   * Measures them all.
   *
   * @param rows listed; a negative one is passed over
   */
  static Exact of(int[] rows, int k, SortedRows known, Features from, int fromRow) {
    Measuring measuring = new Measuring(k, known, from, fromRow);
    for (int row : rows) {
      if (row >= 0) {
        measuring.accept(row);
      }
    }
    return measuring.found();
  }

  private static final class Measuring implements IntConsumer {
    private final Closest closest;
    private final SortedRows known;
    private final Features from;
    private final int fromRow;
    private double least = Double.POSITIVE_INFINITY;
    private int nearest = -1;

    Measuring(int k, SortedRows known, Features from, int fromRow) {
      this.closest = new Closest(k);
      this.known = known;
      this.from = from;
      this.fromRow = fromRow;
    }

    @Override
    public void accept(int row) {
      double squared = known.features().squaredDistance(row, from, fromRow);
      closest.offer(squared);
      int[] original = known.original();
      boolean lower = nearest >= 0 && original[row] < original[nearest];
      if (squared < least || (squared == least && lower)) {
        least = squared;
        nearest = row;
      }
    }

    Exact found() {
      return new Exact(least, closest.farthest(), nearest);
    }
  }
}
