package io.sisom.method;

import io.sisom.method.internal.NeighborSearch;

/**
 * Known rows sorted by class, ready to be searched. Arrays are not to be changed.
 *
 * @param features finite rows
 * @param original the caller's row of each; ascending within a class
 * @param places place of each of the caller's rows, or {@link Neighbors#NONE}
 * @param segments first row of each class, and at the end the number of rows
 * @param search among them
 * @param anchors outer distances of the rows themselves
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record SortedRows(
    Features features,
    int[] original,
    int[] places,
    int[] segments,
    NeighborSearch search,
    Anchors anchors) {

  /** Place of one of the caller's rows, {@link Neighbors#NONE} of any other. */
  int place(int row) {
    return row >= 0 && row < places.length ? places[row] : Neighbors.NONE;
  }

  /** What was found, in the caller's rows. */
  Neighbors neighbors(Exact inner, Exact outer) {
    return new Neighbors(
        Math.sqrt(inner.squared()),
        Math.sqrt(outer.squared()),
        Math.sqrt(inner.kthSquared()),
        rowOf(inner),
        rowOf(outer));
  }

  private int rowOf(Exact found) {
    return found.row() < 0 ? Neighbors.NONE : original[found.row()];
  }

  /** First row of a class. */
  int begin(int label) {
    return segments[label];
  }

  /** Behind the last row of a class. */
  int end(int label) {
    return segments[label + 1];
  }
}
