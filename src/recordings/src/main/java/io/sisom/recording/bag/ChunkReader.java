package io.sisom.recording.bag;

import io.sisom.recording.Channel;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingEvent.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one chunk, one after the other. The chunk is never in memory as a whole, and the
 * whole messages of one that is cut are read.
 */
final class ChunkReader {
  private final long offset;
  private final InputStream in;
  private final BagRecords records;
  private final Connections connections;
  private final Position after;
  private final long bytes;
  private long recordStart;
  private int index;

  /**
   * @param offset of the chunk in the file
   * @param in its records, decompressed
   * @param bytes how many they are, as the chunk says
   * @param cut whether they should be more
   * @param after where messages begin to be wanted
   */
  ChunkReader(
      long offset,
      InputStream in,
      long bytes,
      boolean cut,
      Connections connections,
      Position after) {
    this.offset = offset;
    this.in = in;
    this.bytes = bytes;
    this.records = new BagRecords(in, bytes, cut);
    this.connections = connections;
    this.after = after;
  }

  /** Where the next message lies. */
  Position position() {
    return new Position(offset, index);
  }

  /** How many messages were met. */
  int messages() {
    return index;
  }

  /** How many bytes of the chunk, decompressed, lie before the record that was read last. */
  long recordStart() {
    return recordStart;
  }

  /**
   * The next message or damage; null at the chunk's end.
   *
   * @throws BagFaultException where nothing more of the chunk can be read
   */
  @Nullable RecordingEvent next() throws IOException, BagFaultException {
    while (records.left() > 0) {
      recordStart = bytes - records.left();
      BagRecords.Head head = records.head();
      switch (head.fields().op()) {
        case Ops.CONNECTION -> {
          try {
            connections.read(records, head);
          } catch (BagFaultException e) {
            return damageUnlessCut(e);
          }
        }
        case Ops.MESSAGE -> {
          RecordingEvent event = message(head);
          if (event != null) {
            return event;
          }
        }
        default ->
            throw BagFaultException.malformed(
                "a record of kind %d within a chunk".formatted(head.fields().op()));
      }
    }
    if (records.cut()) {
      throw BagRecords.ended();
    }
    // Decompressors compare their checksum when they are asked for more than there is.
    if (in.read() >= 0) {
      throw BagFaultException.malformed("a chunk holds more than it says");
    }
    return null;
  }

  private @Nullable RecordingEvent message(BagRecords.Head head)
      throws IOException, BagFaultException {
    Position position = position();
    if (position.compareTo(after) <= 0) {
      records.skip(head.dataBytes());
      index++;
      return null;
    }
    if (head.dataBytes() > BagRecords.MAX_MESSAGE_BYTES) {
      records.skip(head.dataBytes());
      index++;
      return new Damage(
          position,
          Damage.Kind.MALFORMED,
          "a message of %,d bytes, allowed are %,d"
              .formatted(head.dataBytes(), BagRecords.MAX_MESSAGE_BYTES));
    }
    ByteBuffer payload = records.data((int) head.dataBytes());
    index++;
    try {
      long id = head.fields().unsigned("conn");
      Channel channel = connections.channel(id);
      if (channel == null) {
        throw BagFaultException.malformed(
            "a message of connection %d, which the bag does not describe".formatted(id));
      }
      long nanos = head.fields().nanos("time");
      return new Message(channel, position, 0, nanos, nanos, payload);
    } catch (BagFaultException e) {
      return new Damage(position, e.kind(), e.reason());
    }
  }

  private Damage damageUnlessCut(BagFaultException e) throws BagFaultException {
    if (e.kind() == Damage.Kind.CUT) {
      throw e;
    }
    return new Damage(position(), e.kind(), e.reason());
  }
}
