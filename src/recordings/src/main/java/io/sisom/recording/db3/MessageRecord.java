package io.sisom.recording.db3;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the messages table as it lies in its page.
 *
 * @param at where the message begins in the record
 * @param bytes its length, -1 where it is no bytes at all
 */
record MessageRecord(long topic, long nanos, long at, long bytes) {
  private static final int FIRST_BLOB = 12;

  /**
   * Where the columns lie in a record.
   *
   * @param count how many there are; a row that is older than the last of them has fewer
   */
  record Columns(int count, int id, int topic, int nanos, int data) {
    static Columns of(List<String> stored) {
      return new Columns(
          stored.size(),
          stored.indexOf("id"),
          stored.indexOf("topic_id"),
          stored.indexOf("timestamp"),
          stored.indexOf("data"));
    }
  }

  /**
   * Out of a row; null where it is none of this table, or has its numbers outside of its page, as
   * rosbag2 never has.
   */
  static @Nullable MessageRecord of(ByteBuffer page, LeafPage.Cell cell, Columns columns) {
    ByteBuffer from = page.duplicate().limit(cell.at() + cell.here()).position(cell.at());
    try {
      long header = Varint.read(from);
      if (header > cell.here()) {
        return null;
      }
      long end = cell.at() + header;
      long at = header;
      long topic = 0;
      long nanos = 0;
      long begins = 0;
      long bytes = -1;
      int column = 0;
      for (; from.position() < end; column++) {
        long type = Varint.read(from);
        boolean number = type >= 1 && type <= 9 && type != 7;
        if (column == columns.id() && type != 0
            || (column == columns.topic() || column == columns.nanos()) && !number) {
          return null;
        }
        long length = length(type);
        if (length < 0 || at + length > cell.bytes()) {
          return null;
        }
        if (column == columns.topic()) {
          topic = number(page, from.limit(), cell.at() + at, type);
        } else if (column == columns.nanos()) {
          nanos = number(page, from.limit(), cell.at() + at, type);
        } else if (column == columns.data()) {
          begins = at;
          bytes = type >= FIRST_BLOB && type % 2 == 0 ? length : -1;
        }
        at += length;
      }
      boolean whole = from.position() == end && at == cell.bytes() && column <= columns.count();
      return whole && column > Math.max(columns.data(), Math.max(columns.topic(), columns.nanos()))
          ? new MessageRecord(topic, nanos, begins, bytes)
          : null;
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  /** Bytes of a value; -1 where no value has such a type. */
  private static long length(long type) {
    return switch ((int) Math.min(type, FIRST_BLOB)) {
      case 0, 8, 9 -> 0;
      case 1, 2, 3, 4 -> type;
      case 5 -> 6;
      case 6, 7 -> 8;
      case FIRST_BLOB -> (type - FIRST_BLOB) / 2;
      default -> -1;
    };
  }

  private static long number(ByteBuffer page, int limit, long at, long type) {
    if (type >= 8) {
      return type - 8;
    }
    int bytes = (int) length(type);
    if (at + bytes > limit) {
      throw new BufferUnderflowException();
    }
    long value = page.get((int) at);
    for (int i = 1; i < bytes; i++) {
      value = value << 8 | page.get((int) at + i) & 0xff;
    }
    return value;
  }
}
