package io.sisom.training;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Some of the pooled frames, as even over the classes as there are frames of them. */
public final class KnownSample {
  private KnownSample() {}

  /**
   * Samples.
   *
   * @param pool rows to choose from, ascending
   * @param without rows to pass over, ascending
   * @param labels class of each row
   * @param most rows at most
   * @return rows, ascending; of each class evenly spread
   */
  public static int[] of(int[] pool, int[] without, int[] labels, int classes, int most) {
    int[] left = IntStream.of(pool).filter(row -> Arrays.binarySearch(without, row) < 0).toArray();
    int[][] byClass = RowsByClass.of(left, labels, classes);
    int share = share(byClass, most);
    return Arrays.stream(byClass)
        .flatMapToInt(rows -> spread(rows, Math.min(share, rows.length)))
        .sorted()
        .toArray();
  }

  /** The largest number for each class that keeps to the limit, 1 at least. */
  private static int share(int[][] byClass, int most) {
    int share = 1;
    int longest = Arrays.stream(byClass).mapToInt(rows -> rows.length).max().orElse(0);
    while (share < longest) {
      int next = share + 1;
      if (Arrays.stream(byClass).mapToLong(rows -> Math.min(rows.length, next)).sum() > most) {
        return share;
      }
      share = next;
    }
    return share;
  }

  private static IntStream spread(int[] rows, int count) {
    return IntStream.range(0, count).map(i -> rows[(int) ((long) i * rows.length / count)]);
  }
}
