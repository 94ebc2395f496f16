package io.sisom.training;

import java.util.stream.IntStream;

/** Rows, class by class, in one pass however many classes there are. */
final class RowsByClass {
  private RowsByClass() {}

  /**
   * Sorts.
   *
   * @param rows in the order that each class's keep
   * @param labels class of each row, 0 to {@code classes - 1}
   * @return the rows of each class; none for a class without
   */
  static int[][] of(int[] rows, int[] labels, int classes) {
    int[] sizes = new int[classes];
    for (int row : rows) {
      sizes[labels[row]]++;
    }
    int[][] byClass =
        IntStream.range(0, classes).mapToObj(c -> new int[sizes[c]]).toArray(int[][]::new);
    int[] next = new int[classes];
    for (int row : rows) {
      int label = labels[row];
      byClass[label][next[label]++] = row;
    }
    return byClass;
  }
}
