package io.sisom.recording.db3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The pages of messages in a file, by the number of their first row. A pass over the whole file
 * finds as many as are kept at a time; a file with more is passed over again for the next.
 */
final class LeafSearch {
  private static final Comparator<Found> IN_ORDER =
      Comparator.comparingLong(Found::first).thenComparingInt(Found::page);

  private final TablePages table;
  private final PageMap map;
  private final long after;
  private final int kept;
  private final PriorityQueue<Found> found = new PriorityQueue<>(IN_ORDER);
  private @Nullable Found last;
  private boolean more = true;

  /** A page of messages. */
  record Found(long first, int page) {}

  /**
   * Of a table.
   *
   * @param after the number after which rows are wanted
   * @param kept how many pages are kept at a time
   */
  LeafSearch(TablePages table, PageMap map, long after, int kept) {
    this.table = table;
    this.map = map;
    this.after = after;
    this.kept = kept;
  }

  /** The next page, left there; null where there is none. */
  @Nullable Found peek() throws IOException {
    if (found.isEmpty() && more) {
      pass();
    }
    return found.peek();
  }

  /** Takes the next page away. */
  void take() {
    last = found.poll();
  }

  /** Whether a page holds rows of this table alone. */
  private boolean messages(LeafPage leaf) {
    if (map.reached(leaf.number())) {
      return true;
    }
    for (int i = 0; i < leaf.rows().length; i++) {
      if (table.record(leaf, i) == null) {
        return false;
      }
    }
    return true;
  }

  private void pass() throws IOException {
    PriorityQueue<Found> least = new PriorityQueue<>(IN_ORDER.reversed());
    ByteBuffer room = table.pages().room();
    more = false;
    for (int number = 2; number <= table.pages().count(); number++) {
      if (!table.pages().has(number) || map.foreign(number)) {
        continue;
      }
      LeafPage leaf = table.leaf(number, room);
      if (leaf == null || leaf.last() <= after) {
        continue;
      }
      Found here = new Found(leaf.first(), number);
      if ((last == null || IN_ORDER.compare(here, last) > 0) && messages(leaf)) {
        least.add(here);
        if (least.size() > kept) {
          least.poll();
          more = true;
        }
      }
    }
    found.addAll(least);
  }
}
