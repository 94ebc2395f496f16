package io.sisom.recording.db3;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteOpenMode;

/**
 * A database that somebody else made: opened for reading only and as one that nobody changes, so
 * that no lock, log or side file is made. Its schema is not trusted: only ordinary tables with
 * stored columns are read, never a view or a virtual table, which could compute without end.
 */
final class Db3Database implements AutoCloseable {
  private static final int CACHE_KIB = 8 << 10;
  private static final int MAX_COLUMNS = 100;
  private static final int MAX_TABLES = 1_000;
  private static final int VIRTUAL = 2;

  private final Connection connection;

  private Db3Database(Connection connection) {
    this.connection = connection;
  }

  static Db3Database open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    config.enableLoadExtension(false);
    config.setPragma(
        Pragma.LIMIT_LENGTH, Integer.toString(Db3Bounds.MAX_MESSAGE_BYTES + (1 << 16)));
    config.setPragma(Pragma.LIMIT_ATTACHED, "0");
    config.setPragma(Pragma.LIMIT_WORKER_THREADS, "0");
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri() + "?immutable=1");
    try (Statement statement = connection.createStatement()) {
      // Else SQLite refuses a file that is shorter than its header says. Nothing can be written.
      statement.execute("PRAGMA writable_schema=ON");
      statement.execute("PRAGMA trusted_schema=OFF");
      statement.execute("PRAGMA cell_size_check=ON");
      statement.execute("PRAGMA query_only=ON");
      // A file that shrinks while it is mapped would end the process.
      statement.execute("PRAGMA mmap_size=0");
      statement.execute("PRAGMA cache_size=-" + CACHE_KIB);
      return new Db3Database(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /** The stored columns of a table in lower case; none where it is no ordinary table. */
  Set<String> columns(String table) throws SQLException {
    Set<String> columns = new HashSet<>();
    if (!ordinary(table)) {
      return columns;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA table_xinfo(" + table + ")")) {
      while (rows.next() && columns.size() < MAX_COLUMNS) {
        if (rows.getInt("hidden") == 0) {
          columns.add(rows.getString("name").toLowerCase(Locale.ROOT));
        }
      }
    }
    return columns;
  }

  /** The columns that a row of a table holds, in their order and in lower case. */
  List<String> stored(String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA table_xinfo(" + table + ")")) {
      while (rows.next()) {
        if (rows.getInt("hidden") != VIRTUAL) {
          columns.add(rows.getString("name").toLowerCase(Locale.ROOT));
        }
      }
    }
    return columns;
  }

  /**
   * The first pages of tables.
   *
   * @param name in lower case, of one table, or with {@code other} of all but this
   */
  List<Long> roots(String name, boolean other) throws SQLException {
    List<Long> roots = new ArrayList<>();
    try (PreparedStatement statement =
        prepare(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
                + " AND (lower(name) = ?) <> ? LIMIT "
                + MAX_TABLES)) {
      statement.setString(1, name);
      statement.setBoolean(2, other);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          roots.add(rows.getLong(1));
        }
      }
    }
    return roots;
  }

  /** Whether a column numbers the rows of a table, so that finding one is quick. */
  boolean numbersRows(String table, String column) throws SQLException {
    int keys = 0;
    boolean found = false;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA table_xinfo(" + table + ")")) {
      while (rows.next()) {
        if (rows.getInt("pk") > 0) {
          keys++;
          found |=
              column.equalsIgnoreCase(rows.getString("name"))
                  && "INTEGER".equalsIgnoreCase(rows.getString("type"));
        }
      }
    }
    return found && keys == 1;
  }

  private boolean ordinary(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA table_list(" + table + ")")) {
      while (rows.next()) {
        if ("main".equals(rows.getString("schema"))) {
          return "table".equals(rows.getString("type")) && rows.getInt("wr") == 0;
        }
      }
    }
    return false;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
