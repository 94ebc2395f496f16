package io.sisom.recording.db3;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows of a table, which is taken for one only where all of it agrees: every row lies
 * within the page, none lies over another, and their numbers rise.
 *
 * @param number of the page
 * @param rows in order of their numbers, at least one
 */
record LeafPage(int number, ByteBuffer bytes, Cell[] rows) {
  private static final int HEADER_BYTES = 8;
  private static final int LEAST_CELL_BYTES = 4;

  /**
   * A row.
   *
   * @param bytes length of its record
   * @param at where the record begins in the page
   * @param here how much of it lies in the page
   * @param overflow number of the page that has what follows; 0 where nothing does
   */
  record Cell(long id, long bytes, int at, int here, long overflow) {}

  /** The page's rows; null where it is no such page. */
  static @Nullable LeafPage of(int number, ByteBuffer page, int usableBytes) {
    if (page.get(0) != Db3Pages.LEAF) {
      return null;
    }
    int count = Short.toUnsignedInt(page.getShort(3));
    int first = HEADER_BYTES + 2 * count;
    if (count == 0 || first + (long) count * LEAST_CELL_BYTES > usableBytes) {
      return null;
    }
    Cell[] rows = new Cell[count];
    long[] spans = new long[count];
    ByteBuffer content = page.duplicate().limit(usableBytes);
    for (int i = 0; i < count; i++) {
      int at = Short.toUnsignedInt(page.getShort(HEADER_BYTES + 2 * i));
      Cell cell = at < first || at >= usableBytes ? null : cell(content.position(at), usableBytes);
      if (cell == null || (i > 0 && cell.id() <= rows[i - 1].id())) {
        return null;
      }
      rows[i] = cell;
      spans[i] = (long) at << Integer.SIZE | content.position();
    }
    Arrays.sort(spans);
    for (int i = 1; i < count; i++) {
      if ((int) spans[i - 1] > spans[i] >>> Integer.SIZE) {
        return null;
      }
    }
    return new LeafPage(number, page, rows);
  }

  long first() {
    return rows[0].id();
  }

  long last() {
    return rows[rows.length - 1].id();
  }

  /** Where the row of a number lies in {@link #rows}; -1 where it is not in the page. */
  int find(long id) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].id() == id) {
        return i;
      }
    }
    return -1;
  }

  /** Reads one and leaves the buffer behind it. */
  private static @Nullable Cell cell(ByteBuffer from, int usableBytes) {
    try {
      long bytes = Varint.read(from);
      long id = Varint.read(from);
      if (bytes < 0) {
        return null;
      }
      int at = from.position();
      int here = here(bytes, usableBytes);
      if (at + here > from.limit()) {
        return null;
      }
      from.position(at + here);
      long overflow = here == bytes ? 0 : Integer.toUnsignedLong(from.getInt());
      return new Cell(id, bytes, at, here, overflow);
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  /** How much of a record SQLite keeps in the page itself. */
  private static int here(long bytes, int usableBytes) {
    if (bytes <= usableBytes - 35) {
      return (int) bytes;
    }
    int least = (usableBytes - 12) * 32 / 255 - 23;
    long kept = least + (bytes - least) % (usableBytes - 4);
    return kept <= usableBytes - 35 ? (int) kept : least;
  }
}
