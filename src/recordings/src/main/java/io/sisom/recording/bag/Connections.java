package io.sisom.recording.bag;

import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a bag by their number. Several may have one topic. A connection is described
 * in the chunk that first uses it and again in the index.
 */
final class Connections {
  static final int MAX_CONNECTIONS = 1 << 16;

  /** All descriptions together. */
  static final long MAX_BYTES = 64 << 20;

  private static final String[] KEPT = {"md5sum", "callerid", "latching"};
  private static final int MAX_KEPT_BYTES = 1 << 10;

  private final Map<Long, Channel> byId = new HashMap<>();
  private long bytes;

  int size() {
    return byId.size();
  }

  /** The stream of a connection; null for one that was never described. */
  @Nullable Channel channel(long id) {
    return byId.get(id);
  }

  /** Reads the description that follows a record's header. */
  void read(BagRecords in, BagRecords.Head head) throws java.io.IOException, BagFaultException {
    if (head.dataBytes() > BagRecords.MAX_CONNECTION_BYTES
        || bytes + head.dataBytes() > MAX_BYTES
        || byId.size() == MAX_CONNECTIONS) {
      in.skip(head.dataBytes());
      throw BagFaultException.malformed(
          "a connection of %,d bytes after %,d connections of %,d bytes is more than is kept"
              .formatted(head.dataBytes(), byId.size(), bytes));
    }
    add(head.fields(), in.copy((int) head.dataBytes()));
  }

  private void add(Fields header, byte[] data) throws BagFaultException {
    long id = header.unsigned("conn");
    Fields said = Fields.of(data);
    ByteBuffer definition = said.bytes("message_definition");
    boolean described = definition != null && definition.hasRemaining();
    MessageSchema schema =
        new MessageSchema(
            said.text("type"),
            described ? "ros1msg" : "",
            definition == null ? ByteBuffer.allocate(0) : definition);
    Map<String, String> metadata = new HashMap<>();
    for (String name : KEPT) {
      ByteBuffer value = said.bytes(name);
      if (value != null && value.remaining() <= MAX_KEPT_BYTES) {
        metadata.put(name, said.text(name));
      }
    }
    String topic = header.text("topic");
    Channel channel =
        new Channel(id, topic.isEmpty() ? said.text("topic") : topic, schema, "ros1", metadata);
    if (!channel.equals(byId.get(id))) {
      byId.put(id, channel);
      bytes += data.length;
    }
  }
}
