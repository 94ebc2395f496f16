package io.sisom.recording.db3;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a messages table whose tree is whole, as SQLite reads them: in order of time, then of
 * number. One pass over the numbers and times shows at first whether that is the order of the
 * numbers, as with every recorder; then a row's place is its number and reading can begin at any.
 * Else the rows are sorted, and a row's place is its place in that order, from 1.
 */
final class OrderedRows implements Db3Rows {
  private static final String COLUMNS =
      "SELECT id, topic_id, timestamp, CASE typeof(data) WHEN 'blob' THEN length(data) ELSE -1 END"
          + " FROM messages NOT INDEXED ";

  private final ResultSet rows;
  private final PreparedStatement statement;
  private final Db3Database database;
  private final @Nullable TablePages cut;
  private final boolean sorted;
  private @Nullable PreparedStatement data;
  private long place;
  private long id;
  private boolean ended;

  /** What order the rows are in, by their numbers. */
  enum Order {
    BY_NUMBER,
    MIXED
  }

  /**
   * @param after the place after which rows are wanted
   * @param cut reads the messages where the file ends within a page, which SQLite fills with zeros
   */
  OrderedRows(Db3Database database, Order order, long after, @Nullable TablePages cut)
      throws SQLException {
    this.sorted = order == Order.MIXED;
    this.place = sorted ? Math.max(0, after) : after;
    this.cut = cut;
    this.database = database;
    this.statement =
        database.prepare(
            COLUMNS
                + (sorted
                    ? "ORDER BY timestamp, id LIMIT -1 OFFSET ?"
                    : "WHERE id > ? ORDER BY id"));
    statement.setLong(1, place);
    this.rows = statement.executeQuery();
  }

  /**
   * The order of the rows.
   *
   * @throws SQLException where the table's tree is damaged
   */
  static Order survey(Db3Database database) throws SQLException {
    long lastId = Long.MIN_VALUE;
    long lastTime = Long.MIN_VALUE;
    Order order = Order.BY_NUMBER;
    try (PreparedStatement all = database.prepare(COLUMNS + "ORDER BY id");
        ResultSet every = all.executeQuery()) {
      for (boolean first = true; every.next(); first = false) {
        long id = every.getLong(1);
        long time = every.getLong(3);
        if (!first && id <= lastId) {
          throw new SQLException("the rows' numbers do not rise");
        }
        if (id < 0 || time < lastTime) {
          order = Order.MIXED;
        }
        lastId = id;
        lastTime = time;
      }
    }
    return order;
  }

  @Override
  public @Nullable Row next() throws Db3FaultException {
    try {
      if (ended || !rows.next()) {
        ended = true;
        return null;
      }
      id = rows.getLong(1);
      place = sorted ? place + 1 : id;
      return new Row(place, id, rows.getLong(2), rows.getLong(3), rows.getLong(4));
    } catch (SQLException e) {
      ended = true;
      throw new Db3FaultException("the rows from here on cannot be read", e);
    }
  }

  @Override
  public long nextPlace() {
    return place + 1;
  }

  @Override
  public byte[] message() throws Db3FaultException, IOException {
    if (cut != null) {
      return cut.message(id);
    }
    try {
      if (data == null) {
        data = database.prepare("SELECT data FROM messages WHERE id = ?");
      }
      data.setLong(1, id);
      try (ResultSet row = data.executeQuery()) {
        byte[] bytes = row.next() ? row.getBytes(1) : null;
        return bytes == null ? new byte[0] : bytes;
      }
    } catch (SQLException e) {
      forget();
      throw new Db3FaultException("row " + id + " cannot be read", e);
    }
  }

  /** A statement that has failed once reads no other row. */
  private void forget() {
    try (PreparedStatement failed = data) {
      data = null;
    } catch (SQLException e) {
      // It tells once more why it has failed.
    }
  }

  @Override
  public void close() throws Db3FaultException {
    try (AutoCloseable last = data;
        AutoCloseable then = statement;
        AutoCloseable at = rows) {
      // Closed in this order, rows first.
    } catch (Exception e) {
      throw new Db3FaultException("the rows do not close", e);
    }
  }
}
