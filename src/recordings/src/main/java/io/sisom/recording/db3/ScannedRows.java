package io.sisom.recording.db3;

import java.io.IOException;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a messages table whose tree is cut or damaged, in the order of their numbers, which
 * are their places. SQLite reaches a row from the tree's root alone, and the pages of numbers
 * between root and rows lie anywhere in the file. So every page of the file is looked at, and what
 * is a whole page of messages is read ({@link LeafPage}, {@link LeafSearch}), unless it is known to
 * be another table's, or free. Rows of one number in two pages, as an interrupted write leaves
 * them, count once: that counts which the tree still reaches, else the one that lies first.
 */
final class ScannedRows implements Db3Rows {
  /** How many pages' places are kept at a time: some 40 MB, for 4 GB of rows of small messages. */
  private static final int MAX_FOUND = 1 << 20;

  /** Pages whose rows lie between one another's; in a sound table there is one. */
  private static final int MAX_OPEN = 64;

  private final TablePages table;
  private final PageMap map;
  private final LeafSearch search;
  private final PriorityQueue<Cursor> open;
  private long place;
  private @Nullable Read last;

  /** The next row of a page that is not read to its end. */
  private record Cursor(LeafPage leaf, int row) {
    long id() {
      return leaf.rows()[row].id();
    }
  }

  private record Read(LeafPage leaf, int row, MessageRecord record) {}

  /**
   * @param after the number after which rows are wanted
   */
  ScannedRows(TablePages table, PageMap map, long after) {
    this(table, map, after, MAX_FOUND);
  }

  ScannedRows(TablePages table, PageMap map, long after, int kept) {
    this.table = table;
    this.map = map;
    this.place = after;
    this.search = new LeafSearch(table, map, after, kept);
    this.open =
        new PriorityQueue<>(
            Comparator.comparingLong(Cursor::id)
                .thenComparing(it -> !map.reached(it.leaf().number()))
                .thenComparingInt(it -> it.leaf().number()));
  }

  @Override
  public @Nullable Row next() throws Db3FaultException, IOException {
    Cursor cursor = cursor();
    if (cursor == null) {
      return null;
    }
    long id = cursor.id();
    long expected = Math.max(1, place + 1);
    if (id > expected) {
      place = id - 1;
      throw new Db3FaultException(
          "rows %,d to %,d are in no whole page of the file".formatted(expected, id - 1));
    }
    place = id;
    pass(cursor);
    MessageRecord record = table.record(cursor.leaf(), cursor.row());
    if (record == null) {
      throw new Db3FaultException("row " + id + " is none as the table describes");
    }
    last = new Read(cursor.leaf(), cursor.row(), record);
    return new Row(id, id, record.topic(), record.nanos(), record.bytes());
  }

  @Override
  public long nextPlace() {
    return place + 1;
  }

  @Override
  public byte[] message() throws Db3FaultException, IOException {
    Read read = Objects.requireNonNull(last, "a row is read first");
    return table.message(read.leaf(), read.row(), read.record());
  }

  @Override
  public void close() {
    open.clear();
  }

  /** The page that has the next row; null at the end. */
  private @Nullable Cursor cursor() throws Db3FaultException, IOException {
    while (true) {
      Cursor next = open.peek();
      LeafSearch.Found found = search.peek();
      if (found != null && (next == null || found.first() <= next.id())) {
        search.take();
        open(found.page());
      } else if (next != null && next.id() <= place) {
        pass(next);
      } else {
        return next;
      }
    }
  }

  private void open(int page) throws Db3FaultException, IOException {
    if (open.size() >= MAX_OPEN) {
      throw new Db3FaultException(
          "page %,d is left out: its rows lie between those of %d other pages"
              .formatted(page, MAX_OPEN));
    }
    LeafPage leaf = table.leaf(page, table.pages().room());
    if (leaf != null) {
      open.add(new Cursor(leaf, 0));
    }
  }

  private void pass(Cursor cursor) {
    open.remove(cursor);
    if (cursor.row() + 1 < cursor.leaf().rows().length) {
      open.add(new Cursor(cursor.leaf(), cursor.row() + 1));
    }
  }
}
