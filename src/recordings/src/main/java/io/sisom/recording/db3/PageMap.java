package io.sisom.recording.db3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * What is known of the pages of a database whose tree of messages is damaged: which that tree still
 * reaches, and which are another table's or free. The rest may be the messages' or nobody's.
 */
final class PageMap {
  private static final int CELLS_AT = 12;
  private static final int SCHEMA_HEADER_BYTES = 100;

  private final Db3Pages pages;
  private final BitSet reached = new BitSet();
  private final BitSet others = new BitSet();
  private final ByteBuffer room;

  private PageMap(Db3Pages pages) {
    this.pages = pages;
    this.room = pages.room();
  }

  /**
   * Looks at every page that a tree reaches.
   *
   * @param tables roots of all other tables
   */
  static PageMap of(TablePages messages, List<Long> tables) throws IOException {
    PageMap map = new PageMap(messages.pages());
    map.walk(messages.root(), map.reached);
    map.walk(1, map.others);
    for (long root : tables) {
      map.walk(root, map.others);
    }
    map.walkFree();
    return map;
  }

  /** Whether the messages' tree reaches a page. */
  boolean reached(int page) {
    return reached.get(page);
  }

  /** Whether a page is another table's, or free. */
  boolean foreign(int page) {
    return others.get(page) && !reached.get(page);
  }

  private void walk(long root, BitSet into) throws IOException {
    Deque<Integer> open = new ArrayDeque<>();
    found(root, into, open);
    if (root == 1) {
      open.add(1);
    }
    for (Integer number = open.poll(); number != null; number = open.poll()) {
      ByteBuffer page = pages.read(number, room);
      int head = number == 1 ? SCHEMA_HEADER_BYTES : 0;
      if (page.get(head) != Db3Pages.INTERIOR) {
        continue;
      }
      int cells = Short.toUnsignedInt(page.getShort(head + 3));
      for (int i = 0; i < cells && head + CELLS_AT + 2 * i + 2 <= page.limit(); i++) {
        int at = Short.toUnsignedInt(page.getShort(head + CELLS_AT + 2 * i));
        if (at + Integer.BYTES <= page.limit()) {
          found(Integer.toUnsignedLong(page.getInt(at)), into, open);
        }
      }
      found(Integer.toUnsignedLong(page.getInt(head + 8)), into, open);
    }
  }

  private void found(long page, BitSet into, Deque<Integer> open) {
    if (pages.has(page) && !into.get((int) page)) {
      into.set((int) page);
      open.add((int) page);
    }
  }

  private void walkFree() throws IOException {
    BitSet seen = new BitSet();
    long trunk = Integer.toUnsignedLong(pages.header(32));
    while (pages.has(trunk) && !seen.get((int) trunk)) {
      seen.set((int) trunk);
      others.set((int) trunk);
      ByteBuffer page = pages.read((int) trunk, room);
      long leaves = Integer.toUnsignedLong(page.getInt(4));
      for (int i = 0; i < leaves && 8 + 4 * i + 4 <= page.limit(); i++) {
        long leaf = Integer.toUnsignedLong(page.getInt(8 + 4 * i));
        if (pages.has(leaf)) {
          others.set((int) leaf);
        }
      }
      trunk = Integer.toUnsignedLong(page.getInt(0));
    }
  }
}
