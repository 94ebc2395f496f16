package io.sisom.method;

/**
 * Known rows sorted by class, ready to be searched. Arrays are not to be changed.
 *
 * @param features finite rows
 * @param original the caller's row of each; ascending within a class
 * @param places place of each of the caller's rows, or {@link Neighbours#NONE}
 * @param segments first row of each class, and at the end the number of rows
 * @param search among them
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record SortedRows(
    Features features, int[] original, int[] places, int[] segments, NeighbourSearch search) {

  /** Place of one of the caller's rows, {@link Neighbours#NONE} of any other. */
  int place(int row) {
    return row >= 0 && row < places.length ? places[row] : Neighbours.NONE;
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
