package io.sisom.recording.db3;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads messages out of the pages of their table, each checked to be whole. */
final class TablePages {
  private static final int MAX_DEPTH = 64;
  private static final int CELLS_AT = 12;

  private final Db3Pages pages;
  private final MessageRecord.Columns columns;
  private final long root;
  private final ByteBuffer room;

  private TablePages(Db3Pages pages, MessageRecord.Columns columns, long root) {
    this.pages = pages;
    this.columns = columns;
    this.root = root;
    this.room = pages.room();
  }

  /** Of a table that there is. */
  static TablePages of(Db3Database database, String table, Db3Pages pages) throws SQLException {
    List<Long> roots = database.roots(table, false);
    return new TablePages(
        pages,
        MessageRecord.Columns.of(database.stored(table)),
        roots.isEmpty() ? 0 : roots.get(0));
  }

  Db3Pages pages() {
    return pages;
  }

  long root() {
    return root;
  }

  /** A page's rows; null where it holds none. */
  @Nullable LeafPage leaf(int number, ByteBuffer into) throws IOException {
    return LeafPage.of(number, pages.read(number, into), pages.usableBytes());
  }

  /** A row as it is described; null where it is none of this table. */
  @Nullable MessageRecord record(LeafPage leaf, int row) {
    return MessageRecord.of(leaf.bytes(), leaf.rows()[row], columns);
  }

  /** The message of a row of a table whose tree is whole. */
  byte[] message(long id) throws Db3FaultException, IOException {
    long number = root;
    for (int depth = 0; depth < MAX_DEPTH && pages.has(number); depth++) {
      ByteBuffer page = pages.read((int) number, room);
      if (page.get(0) == Db3Pages.INTERIOR) {
        number = child(page, id);
        continue;
      }
      LeafPage leaf = LeafPage.of((int) number, page, pages.usableBytes());
      if (leaf == null) {
        break;
      }
      int row = leaf.find(id);
      MessageRecord record = row < 0 ? null : record(leaf, row);
      if (record == null) {
        break;
      }
      return message(leaf, row, record);
    }
    throw new Db3FaultException("row " + id + " lies where the file is cut");
  }

  /** The page that leads to a row; 0 where the page of numbers is damaged. */
  private static long child(ByteBuffer page, long id) {
    int cells = Short.toUnsignedInt(page.getShort(3));
    for (int i = 0; i < cells && CELLS_AT + 2 * i + 2 <= page.limit(); i++) {
      int at = Short.toUnsignedInt(page.getShort(CELLS_AT + 2 * i));
      if (at + Integer.BYTES >= page.limit()) {
        return 0;
      }
      try {
        if (Varint.read(page.duplicate().position(at + Integer.BYTES)) >= id) {
          return Integer.toUnsignedLong(page.getInt(at));
        }
      } catch (BufferUnderflowException e) {
        return 0;
      }
    }
    return Integer.toUnsignedLong(page.getInt(8));
  }

  /** The message of a row, with what of it lies in other pages. */
  byte[] message(LeafPage leaf, int row, MessageRecord record)
      throws Db3FaultException, IOException {
    LeafPage.Cell cell = leaf.rows()[row];
    if (record.bytes() < 0 || record.bytes() > Db3Bounds.MAX_MESSAGE_BYTES) {
      throw new Db3FaultException("row " + cell.id() + " holds no message");
    }
    int step = pages.usableBytes() - Integer.BYTES;
    if ((cell.bytes() - cell.here() + step - 1) / step > pages.count()) {
      throw new Db3FaultException("row " + cell.id() + " is longer than what there is of the file");
    }
    byte[] message = new byte[(int) record.bytes()];
    copy(leaf.bytes(), cell.at(), 0, cell.here(), record, message);
    long at = cell.here();
    long number = cell.overflow();
    ByteBuffer into = pages.room();
    while (at < cell.bytes()) {
      if (!pages.has(number)) {
        throw new Db3FaultException(
            "row %d goes on in page %d, which is not whole in the file"
                .formatted(cell.id(), number));
      }
      ByteBuffer page = pages.read((int) number, into);
      int length = (int) Math.min(step, cell.bytes() - at);
      copy(page, Integer.BYTES, at, length, record, message);
      at += length;
      number = Integer.toUnsignedLong(page.getInt(0));
    }
    if (number != 0) {
      throw new Db3FaultException("row %d does not end where it must".formatted(cell.id()));
    }
    return message;
  }

  /** What a part of a record has of the message. */
  private static void copy(
      ByteBuffer page, int pageAt, long recordAt, int length, MessageRecord record, byte[] into) {
    long from = Math.max(recordAt, record.at());
    long to = Math.min(recordAt + length, record.at() + record.bytes());
    if (from < to) {
      page.get(
          pageAt + (int) (from - recordAt), into, (int) (from - record.at()), (int) (to - from));
    }
  }
}
