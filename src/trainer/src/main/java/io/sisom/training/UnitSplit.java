package io.sisom.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Holds out whole units of frames, as near to a share of each class as they allow. */
final class UnitSplit {
  /** Known frames that a class keeps, which have a distance between them. */
  private static final int LEAST_KNOWN = 2;

  private final int[] rows;
  private final int[] labels;
  private final int[] sizes;
  private final long[] wanted;
  private final int[] left;

  /**
   * Of labeled rows.
   *
   * @param labels class of each row, 0 to {@code classes - 1}
   * @param fraction of each class that is wanted, 0 to 1
   */
  UnitSplit(int[] rows, int[] labels, int classes, double fraction) {
    this.rows = rows;
    this.labels = labels;
    this.sizes = new int[classes];
    for (int row : rows) {
      sizes[labels[row]]++;
    }
    this.wanted = IntStream.of(sizes).mapToLong(size -> Math.round(fraction * size)).toArray();
    this.left = sizes.clone();
  }

  /**
   * Chooses.
   *
   * @param unitOf name of each row's unit
   * @param always frames whose units are held out whatever is wanted
   * @return by row
   */
  boolean[] heldOut(IntFunction<String> unitOf, List<String> frameIds, Set<String> always) {
    Map<String, List<Integer>> units = new TreeMap<>(FrameHash.ORDER);
    for (int row : rows) {
      units.computeIfAbsent(unitOf.apply(row), unit -> new ArrayList<>()).add(row);
    }
    boolean[] heldOut = new boolean[labels.length];
    units.values().stream()
        .filter(unit -> unit.stream().anyMatch(row -> always.contains(frameIds.get(row))))
        .forEach(unit -> take(unit, heldOut));
    units.values().stream()
        .filter(unit -> !heldOut[unit.get(0)] && isWanted(unit))
        .forEach(unit -> take(unit, heldOut));
    return heldOut;
  }

  private boolean isWanted(List<Integer> unit) {
    int[] counts = counts(unit);
    long needed = 0;
    for (int label = 0; label < counts.length; label++) {
      int keeps = Math.min(LEAST_KNOWN, (sizes[label] + 1) / 2);
      if (counts[label] > 0 && left[label] - counts[label] < keeps) {
        return false;
      }
      needed += Math.min(counts[label], Math.max(0, wanted[label]));
    }
    return 2 * needed > unit.size();
  }

  private void take(List<Integer> unit, boolean[] heldOut) {
    int[] counts = counts(unit);
    for (int label = 0; label < counts.length; label++) {
      wanted[label] -= counts[label];
      left[label] -= counts[label];
    }
    unit.forEach(row -> heldOut[row] = true);
  }

  private int[] counts(List<Integer> unit) {
    int[] counts = new int[sizes.length];
    unit.forEach(row -> counts[labels[row]]++);
    return counts;
  }
}
