package io.sisom.evaluation.al;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Labels spent, and what they brought: a frame's class, or that it has none. Both cost one, and a
 * frame is asked for once.
 */
final class Ledger {
  private final FramePool pool;
  private final boolean[] asked;
  private final int start;
  private int spent;

  /** After labels for {@code start} have been bought, which all have a class. */
  Ledger(FramePool pool, int[] start) {
    this.pool = pool;
    this.asked = new boolean[pool.size()];
    this.start = start.length;
    ask(start);
  }

  /** Asks the oracle; a frame that was asked for before is an {@link IllegalArgumentException}. */
  void ask(int[] rows) {
    for (int row : rows) {
      if (asked[row]) {
        throw new IllegalArgumentException(
            "frame " + pool.ids().get(row) + " was asked for before");
      }
      asked[row] = true;
    }
    spent += rows.length;
  }

  /** Labels spent, those of the start included. */
  int spent() {
    return spent;
  }

  /** Labels spent after the start. */
  int queried() {
    return spent - start;
  }

  /** Frames whose class is known, ascending. */
  int[] known() {
    return IntStream.range(0, asked.length).filter(r -> asked[r] && pool.isClass(r)).toArray();
  }

  /** Frames that are known to have none, ascending. */
  int[] junk() {
    return IntStream.range(0, asked.length).filter(r -> asked[r] && !pool.isClass(r)).toArray();
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
