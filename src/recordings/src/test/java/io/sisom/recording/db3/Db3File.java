package io.sisom.recording.db3;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes databases as rosbag2 does, of several ages, and wrong ones. */
record Db3File(Path path) {
  static final String MESSAGES =
      "CREATE TABLE messages(id INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL,"
          + " timestamp INTEGER NOT NULL, data BLOB NOT NULL)";

  /** With the columns that every version has. */
  Db3File topics() throws SQLException {
    return run("PRAGMA page_size=1024", MESSAGES)
        .run(
            "CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT, type TEXT,"
                + " serialization_format TEXT)",
            "CREATE INDEX timestamp_idx ON messages (timestamp ASC)",
            "INSERT INTO topics VALUES (1, '/t', 'pkg/msg/A', 'cdr')");
  }

  Db3File run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return this;
  }

  /** A message whose payload is 4 bytes of a CDR header and a text. */
  Db3File message(long id, long nanos, String text) throws SQLException {
    return message(id, nanos, payload(text));
  }

  Db3File message(long id, long nanos, byte[] payload) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO messages VALUES (?, 1, ?, ?)")) {
      insert.setLong(1, id);
      insert.setLong(2, nanos);
      insert.setBytes(3, payload);
      insert.execute();
    }
    return this;
  }

  static byte[] payload(String text) {
    return ("\0\1\0\0" + text).getBytes(StandardCharsets.UTF_8);
  }

  /** The same, compressed as a whole. */
  Path compressed() throws IOException {
    return Files.write(path.resolveSibling("compressed"), Zstd.compress(Files.readAllBytes(path)));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path);
  }
}
