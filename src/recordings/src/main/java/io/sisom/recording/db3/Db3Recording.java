package io.sisom.recording.db3;

import io.sisom.recording.Channel;
import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.recording.RecordingKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recording of rosbag2 in SQLite: messages in order of their time, then of their row's number,
 * with either compression undone. A position is a row's number and 0, or its place in the order of
 * time where the two orders differ ({@link OrderedRows}). Where the table is damaged, what is left
 * of it is read in the order of its numbers ({@link ScannedRows}).
 */
public final class Db3Recording implements Recording {
  private final Queue<Damage> first = new ArrayDeque<>();
  private final List<String> remarks = new ArrayList<>();
  private final @Nullable Path temporary;
  private @Nullable Db3Database database;
  private @Nullable Db3Rows rows;
  private @Nullable Db3Pages pages;
  private Db3Topics topics = new Db3Topics(Map.of(), List.of());

  private Db3Recording(Path file, @Nullable UnpackedFile unpacked, Position after)
      throws IOException {
    this.temporary = unpacked == null ? null : unpacked.path();
    if (unpacked != null && unpacked.damage() != null) {
      first.add(unpacked.damage());
    }
    Damage refusal = Db3Surroundings.refusal(file);
    if (refusal != null) {
      first.add(refusal);
      return;
    }
    if (after.equals(Position.START)) {
      first.addAll(Db3Surroundings.missing(file));
    }
    try {
      begin(file, Db3Database.open(file), after);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    } catch (SQLException e) {
      first.add(
          corrupt(new Position(0, 0), new Db3FaultException("the database cannot be read", e)));
    }
  }

  /** From the beginning. */
  public static Db3Recording open(Path path) throws IOException {
    return open(path, Position.START);
  }

  /** What follows a position. */
  public static Db3Recording open(Path path, Position after) throws IOException {
    return open(path, after, Db3Bounds.MAX_UNPACKED_BYTES);
  }

  static Db3Recording open(Path path, Position after, long maxUnpackedBytes) throws IOException {
    byte[] head;
    try (var in = Files.newInputStream(path)) {
      head = in.readNBytes(4);
    }
    UnpackedFile unpacked =
        MessageZstd.isCompressed(head) ? UnpackedFile.of(path, maxUnpackedBytes) : null;
    Db3Recording recording =
        new Db3Recording(unpacked == null ? path : unpacked.path(), unpacked, after);
    if (unpacked != null) {
      recording.remarks.add("file compression: zstd");
    }
    return recording;
  }

  @Override
  public RecordingKind kind() {
    return RecordingKind.DB3;
  }

  @Override
  public @Nullable RecordingEvent next() throws IOException {
    Damage damage = first.poll();
    if (damage != null) {
      return damage;
    }
    if (rows == null) {
      return null;
    }
    Position here = new Position(Math.max(0, rows.nextPlace()), 0);
    try {
      Db3Rows.Row row = rows.next();
      return row == null ? null : event(rows, row);
    } catch (Db3FaultException e) {
      return corrupt(here, e);
    }
  }

  /** Lines on the topics and the compression. */
  @Override
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void close() throws IOException {
    try (AutoCloseable last = database;
        AutoCloseable then = pages;
        AutoCloseable at = rows) {
      // Closed in this order, rows first.
    } catch (Exception e) {
      throw new IOException("the database does not close", e);
    } finally {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private void begin(Path file, Db3Database opened, Position after)
      throws SQLException, IOException {
    database = opened;
    Set<String> messages = opened.columns("messages");
    if (!messages.containsAll(Set.of("id", "topic_id", "timestamp", "data"))
        || !opened.numbersRows("messages", "id")
        || !opened.columns("topics").containsAll(Set.of("id", "name", "type"))) {
      first.add(
          new Damage(
              new Position(0, 0),
              Damage.Kind.UNSUPPORTED,
              "the database has no tables \"topics\" and \"messages\" as rosbag2 makes them"));
      return;
    }
    topics = Db3Topics.read(opened);
    List<Db3FaultException> damaged = new ArrayList<>(topics.damage());
    remarks.add("rosbag2 SQLite, topics: " + topics.byId().size());
    pages = Db3Pages.open(file);
    long place = after.index() < 0 ? after.block() - 1 : after.block();
    TablePages table = TablePages.of(opened, "messages", pages);
    try {
      OrderedRows.Order order = OrderedRows.survey(opened);
      rows = new OrderedRows(opened, order, place, pages.partial() ? table : null);
    } catch (SQLException e) {
      damaged.add(new Db3FaultException("the messages' table is read page by page", e));
      rows = new ScannedRows(table, PageMap.of(table, opened.roots("messages", true)), place);
    }
    if (after.equals(Position.START)) {
      damaged.forEach(it -> first.add(corrupt(new Position(0, 0), it)));
    }
  }

  private RecordingEvent event(Db3Rows from, Db3Rows.Row row) throws IOException {
    Position position = new Position(row.place(), 0);
    Channel channel = topics.channel(row.topic());
    if (channel == null) {
      return malformed(position, "a message of topic %d, which is not described", row.topic());
    }
    if (row.bytes() < 0) {
      return malformed(position, "row %d holds no bytes", row.id());
    }
    if (row.bytes() > Db3Bounds.MAX_MESSAGE_BYTES) {
      return malformed(position, "a message of %,d bytes is larger than allowed", row.bytes());
    }
    byte[] payload;
    try {
      payload = from.message();
    } catch (Db3FaultException e) {
      return corrupt(position, e);
    }
    try {
      if (MessageZstd.isCompressed(payload)) {
        payload = MessageZstd.undo(payload);
      }
      return new Message(
          channel,
          position,
          0,
          row.nanos(),
          row.nanos(),
          ByteBuffer.wrap(payload).asReadOnlyBuffer());
    } catch (IOException e) {
      return new Damage(
          position, Damage.Kind.CORRUPT, "a message cannot be decompressed: " + e.getMessage());
    }
  }

  private static Damage malformed(Position position, String reason, long number) {
    return new Damage(position, Damage.Kind.MALFORMED, reason.formatted(number));
  }

  private static Damage corrupt(Position position, Db3FaultException e) {
    return new Damage(position, Damage.Kind.CORRUPT, e.reason());
  }
}
