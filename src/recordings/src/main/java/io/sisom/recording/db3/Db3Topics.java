package io.sisom.recording.db3;

import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a recording by their number. Columns and tables that came with later versions of
 * rosbag2 may be absent: the offered QoS, the hash of a type, the descriptions of types.
 *
 * @param damage why there may be more of them
 */
record Db3Topics(Map<Long, Channel> byId, List<Db3FaultException> damage) {
  private static final String[] METADATA = {"offered_qos_profiles", "type_description_hash"};
  private static final int MAX_METADATA_CHARS = 1 << 14;

  @Nullable Channel channel(long id) {
    return byId.get(id);
  }

  static Db3Topics read(Db3Database database) throws SQLException {
    Set<String> columns = database.columns("topics");
    List<Db3FaultException> damage = new ArrayList<>();
    Map<String, MessageSchema> schemas = schemas(database, damage);
    StringBuilder sql = new StringBuilder("SELECT id");
    for (String name : new String[] {"name", "type", "serialization_format"}) {
      sql.append(shortened(columns, name, Db3Bounds.MAX_NAME_CHARS));
    }
    for (String name : METADATA) {
      sql.append(shortened(columns, name, MAX_METADATA_CHARS));
    }
    sql.append(" FROM topics LIMIT ").append(Db3Bounds.MAX_TOPICS);
    Map<Long, Channel> byId = new HashMap<>();
    try (PreparedStatement statement = database.prepare(sql.toString());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Channel channel = channel(rows, schemas);
        byId.put(channel.id(), channel);
      }
    } catch (SQLException e) {
      damage.add(new Db3FaultException("some topics cannot be read", e));
    }
    return new Db3Topics(byId, damage);
  }

  private static Channel channel(ResultSet row, Map<String, MessageSchema> schemas)
      throws SQLException {
    String type = text(row, 3);
    Map<String, String> metadata = new HashMap<>();
    for (int i = 0; i < METADATA.length; i++) {
      String value = text(row, 5 + i);
      if (!value.isEmpty()) {
        metadata.put(METADATA[i], value);
      }
    }
    String format = text(row, 4);
    return new Channel(
        row.getLong(1),
        text(row, 2),
        schemas.getOrDefault(type, new MessageSchema(type, "", ByteBuffer.allocate(0))),
        format.isEmpty() ? "cdr" : format,
        metadata);
  }

  private static Map<String, MessageSchema> schemas(
      Db3Database database, List<Db3FaultException> damage) throws SQLException {
    Map<String, MessageSchema> schemas = new HashMap<>();
    Set<String> columns = database.columns("message_definitions");
    if (!columns.containsAll(Set.of("topic_type", "encoding", "encoded_message_definition"))) {
      return schemas;
    }
    long bytes = 0;
    String sql =
        "SELECT 0"
            + shortened(columns, "topic_type", Db3Bounds.MAX_NAME_CHARS)
            + shortened(columns, "encoding", Db3Bounds.MAX_NAME_CHARS)
            + shortened(columns, "encoded_message_definition", Db3Bounds.MAX_DEFINITION_BYTES)
            + " FROM message_definitions LIMIT "
            + Db3Bounds.MAX_TOPICS;
    try (PreparedStatement statement = database.prepare(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        byte[] definition = text(rows, 4).getBytes(StandardCharsets.UTF_8);
        bytes += definition.length;
        if (bytes > Db3Bounds.MAX_DEFINITION_BYTES) {
          break;
        }
        String type = text(rows, 2);
        schemas.put(type, new MessageSchema(type, text(rows, 3), ByteBuffer.wrap(definition)));
      }
    } catch (SQLException e) {
      damage.add(new Db3FaultException("some descriptions of types cannot be read", e));
    }
    return schemas;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static String shortened(Set<String> columns, String name, int chars) {
    return columns.contains(name)
        ? ", CAST(substr(%s, 1, %d) AS TEXT)".formatted(name, chars)
        : ", ''";
  }
}
