package io.sisom.method.internal;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Known rows that may be among a query's nearest, by bounds of their squared distances. The limit
 * is the k-th smallest upper bound, so a row whose lower bound is above it is not among the k
 * nearest, whatever the rounding was.
 */
public final class Candidates {
  private final int begin;
  private final int end;
  private final boolean inside;
  private final int excluded;
  private final float[] smallestUppers;
  private int uppers;
  private float limit;

  private int[] rows = new int[16];
  private float[] lowers = new float[16];
  private int held;

  private Candidates(int begin, int end, boolean inside, int excluded, int neighbors, float limit) {
    this.begin = begin;
    this.end = end;
    this.inside = inside;
    this.excluded = excluded;
    this.smallestUppers = new float[neighbors];
    this.limit = limit;
  }

  /**
   * For the k nearest rows.
   *
   * @param begin first row of a class
   * @param end behind its last row
   * @param inside whether its rows are in scope, or all others
   * @param excluded row to pass over, or -1
   * @param neighbors k, 1 or more, at most the rows there are
   */
  public static Candidates nearest(
      int begin, int end, boolean inside, int excluded, int neighbors) {
    return new Candidates(begin, end, inside, excluded, neighbors, Float.POSITIVE_INFINITY);
  }

  /**
   * For all the rows of a class within a distance.
   *
   * @param squared of the distance
   */
  public static Candidates within(int begin, int end, double squared) {
    return new Candidates(begin, end, true, -1, 0, Bounds.up(squared));
  }

  /** First row of the class. */
  int begin() {
    return begin;
  }

  /** Behind the last row of the class. */
  int end() {
    return end;
  }

  /** Whether the class's rows are in scope, or all others. */
  boolean inside() {
    return inside;
  }

  /** Whether a row is in scope. */
  boolean wants(int row) {
    return (row >= begin && row < end) == inside && row != excluded;
  }

  /** Whether some of the rows from {@code first} to before {@code last} are in scope. */
  boolean wantsSome(int first, int last) {
    return inside ? first < end && last > begin : first < begin || last > end;
  }

  /** Squared distance above which a row is of no use; shrinks as rows are offered. */
  float limit() {
    return limit;
  }

  /**
   * Offers a row in scope, each at most once.
   *
   * @param lower at most its squared distance
   * @param upper at least its squared distance
   */
  void offer(int row, float lower, float upper) {
    if (lower > limit) {
      return;
    }
    if (held == rows.length) {
      shrinkOrGrow();
    }
    rows[held] = row;
    lowers[held++] = lower;
    if (smallestUppers.length > 0) {
      insert(upper);
    }
  }

  private void insert(float upper) {
    int k = smallestUppers.length;
    if (uppers == k && upper >= smallestUppers[k - 1]) {
      return;
    }
    int at = uppers < k ? uppers++ : k - 1;
    while (at > 0 && smallestUppers[at - 1] > upper) {
      smallestUppers[at] = smallestUppers[at - 1];
      at--;
    }
    smallestUppers[at] = upper;
    if (uppers == k) {
      limit = smallestUppers[k - 1];
    }
  }

  /** Rows beyond the limit of today make room; where they were few, the lists grow. */
  private void shrinkOrGrow() {
    int kept = 0;
    for (int i = 0; i < held; i++) {
      if (lowers[i] <= limit) {
        rows[kept] = rows[i];
        lowers[kept++] = lowers[i];
      }
    }
    held = kept;
    if (held > rows.length / 2) {
      rows = Arrays.copyOf(rows, rows.length * 2);
      lowers = Arrays.copyOf(lowers, rows.length);
    }
  }

  /** Visits the rows that may be as near as the limit, in no order. */
  public void forEach(IntConsumer visit) {
    for (int i = 0; i < held; i++) {
      if (lowers[i] <= limit) {
        visit.accept(rows[i]);
      }
    }
  }
}
