package io.sisom.evaluation.al;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rows in the order of their values. */
final class Rows {
  private Rows() {}

  /** Those of the highest values, highest first; the first of them on a tie. */
  static int[] highest(double[] values, int count) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> values[i]).reversed())
        .limit(count)
        .mapToInt(i -> i)
        .toArray();
  }

  /**
   * The same rows dealt out by group: the best of each group, the second best of each, and so on,
   * so that the first ones of the result are as even over the groups as there are rows.
   *
   * @param rows best first
   * @param groups of each value {@code rows} may have
   */
  static int[] dealt(int[] rows, int[] groups) {
    Map<Integer, Deque<Integer>> byGroup = new TreeMap<>();
    for (int row : rows) {
      byGroup.computeIfAbsent(groups[row], g -> new ArrayDeque<>()).add(row);
    }
    List<Integer> dealt = new ArrayList<>(rows.length);
    while (dealt.size() < rows.length) {
      for (Deque<Integer> group : byGroup.values()) {
        Integer next = group.poll();
        if (next != null) {
          dealt.add(next);
        }
      }
    }
    return dealt.stream().mapToInt(row -> row).toArray();
  }
}
