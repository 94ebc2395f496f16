package io.sisom.evaluation.al;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The labels asked for so far and the answers: the class of a frame, the wanted kind that it is of,
 * or that it has none. Either answer costs one label, and no frame is asked for twice.
 */
final class Ledger {
  private final FramePool pool;
  private final boolean[] asked;
  private final int start;
  private final int[] labelsOfKinds;
  private final List<Integer> discovered = new ArrayList<>();
  private int spent;

  /** Labels of a wanted kind that make it a class, as {@code learning.class.labels} has it. */
  static final int ENOUGH_FOR_A_CLASS = 5;

  /** After labels for {@code start} have been bought, which all have a class. */
  Ledger(FramePool pool, int[] start) {
    this.pool = pool;
    this.asked = new boolean[pool.size()];
    this.start = start.length;
    this.labelsOfKinds = new int[pool.wanted().size()];
    ask(start);
  }

  private Ledger(Ledger other) {
    this.pool = other.pool;
    this.asked = other.asked.clone();
    this.start = other.start;
    this.labelsOfKinds = other.labelsOfKinds.clone();
    this.discovered.addAll(other.discovered);
    this.spent = other.spent;
  }

  /** How things stand now, whatever is asked later. */
  Ledger copy() {
    return new Ledger(this);
  }

  /** Asks the oracle; a frame that was asked for before is an {@link IllegalArgumentException}. */
  void ask(int[] rows) {
    for (int row : rows) {
      if (asked[row]) {
        throw new IllegalArgumentException(
            "frame " + pool.ids().get(row) + " was asked for before");
      }
      asked[row] = true;
      if (pool.kinds()[row] >= 0) {
        labelsOfKinds[pool.kinds()[row]]++;
      }
    }
    spent += rows.length;
    IntStream.range(0, labelsOfKinds.length)
        .filter(kind -> labelsOfKinds[kind] >= ENOUGH_FOR_A_CLASS && !discovered.contains(kind))
        .forEach(discovered::add);
  }

  /** Wanted kinds that are classes by now, in the order in which they became it. */
  List<Integer> discovered() {
    return List.copyOf(discovered);
  }

  /**
   * Row of a head for a frame whose class is known: classes of the model first, then the discovered
   * ones; −1 where it is none.
   *
   * @param classes of the model
   */
  int classOf(int row, int classes) {
    if (pool.isClass(row)) {
      return pool.labels()[row];
    }
    int place = discovered.indexOf(pool.kinds()[row]);
    return place < 0 ? -1 : classes + place;
  }

  /** Labels spent, those of the start included. */
  int spent() {
    return spent;
  }

  /** Labels spent after the start. */
  int queried() {
    return spent - start;
  }

  /**
   * Frames whose class is known, ascending; those of a kind that still waits are not among them.
   */
  int[] known() {
    return IntStream.range(0, asked.length)
        .filter(r -> asked[r] && (pool.isClass(r) || discovered.contains(pool.kinds()[r])))
        .toArray();
  }

  /** Frames that are known to have none and to be of no wanted kind, ascending. */
  int[] junk() {
    return IntStream.range(0, asked.length).filter(r -> asked[r] && pool.isForeign(r)).toArray();
  }

  /** Labels spent on each foreign set. */
  int[] spentOnForeign() {
    int[] counts = new int[pool.foreign().size()];
    for (int row : junk()) {
      counts[pool.origins()[row] - 1]++;
    }
    return counts;
  }

  /** Of {@code rows}, in their order, the first that nobody has asked for, at most {@code most}. */
  int[] open(int[] rows, int most) {
    return Arrays.stream(rows).filter(row -> !asked[row]).limit(most).toArray();
  }
}
