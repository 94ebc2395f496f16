package io.sisom.recording.mcap;

import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schemas and channels that a recording has named so far. The first of an id stays. */
final class Definitions {
  /** What an entry costs beside its bytes. */
  private static final int ENTRY = 64;

  private final long maxBytes;
  private final Map<Integer, McapRecord.Schema> schemas = new HashMap<>();
  private final Map<Integer, McapRecord.Channel> records = new HashMap<>();
  private final Map<Integer, Channel> channels = new HashMap<>();
  private final Set<Integer> contested = new HashSet<>();
  private long bytes;

  Definitions(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes a schema; what is wrong with it, if anything. */
  Optional<String> add(McapRecord.Schema schema) {
    if (schema.id() == 0) {
      return Optional.empty();
    }
    McapRecord.Schema known = schemas.get(schema.id());
    if (known != null) {
      return known.equals(schema) ? Optional.empty() : contested("schema", schema.id(), 1);
    }
    long cost = ENTRY + schema.name().length() + (long) schema.data().remaining();
    if (!affordable(cost)) {
      return tooMany("schema " + schema.id());
    }
    // The file's buffer goes on to other records.
    ByteBuffer copy = ByteBuffer.allocate(schema.data().remaining());
    copy.put(schema.data().duplicate()).flip();
    schemas.put(
        schema.id(),
        new McapRecord.Schema(
            schema.id(), schema.name(), schema.encoding(), copy.asReadOnlyBuffer()));
    return Optional.empty();
  }

  /** Takes a channel; what is wrong with it, if anything. */
  Optional<String> add(McapRecord.Channel channel) {
    McapRecord.Channel known = records.get(channel.id());
    if (known != null) {
      return known.equals(channel) ? Optional.empty() : contested("channel", channel.id(), 0);
    }
    long cost = ENTRY + channel.topic().length() + (long) channel.messageEncoding().length();
    for (Map.Entry<String, String> entry : channel.metadata().entrySet()) {
      cost += ENTRY + entry.getKey().length() + entry.getValue().length();
    }
    if (!affordable(cost)) {
      return tooMany("channel " + channel.id());
    }
    McapRecord.Schema schema = schemas.get(channel.schemaId());
    records.put(channel.id(), channel);
    channels.put(
        channel.id(),
        new Channel(
            channel.id(),
            channel.topic(),
            schema == null
                ? MessageSchema.NONE
                : new MessageSchema(schema.name(), schema.encoding(), schema.data()),
            channel.messageEncoding(),
            channel.metadata()));
    return schema == null && channel.schemaId() != 0
        ? Optional.of(
            "channel %d names schema %d, which is not before it; its messages have no type"
                .formatted(channel.id(), channel.schemaId()))
        : Optional.empty();
  }

  /** Takes over what the other has of ids that are unknown here. */
  void addMissing(Definitions other) {
    other.schemas.forEach(schemas::putIfAbsent);
    other.records.forEach(records::putIfAbsent);
    other.channels.forEach(channels::putIfAbsent);
  }

  @Nullable Channel channel(int id) {
    return channels.get(id);
  }

  int schemaCount() {
    return schemas.size();
  }

  int channelCount() {
    return channels.size();
  }

  private boolean affordable(long cost) {
    if (bytes + cost > maxBytes) {
      return false;
    }
    bytes += cost;
    return true;
  }

  private Optional<String> tooMany(String what) {
    return Optional.of(
        "%s is passed over: schemas and channels may have %,d bytes together"
            .formatted(what, maxBytes));
  }

  /** Said once for each id: files repeat their channels in every chunk. */
  private Optional<String> contested(String what, int id, int salt) {
    return contested.add(2 * id + salt)
        ? Optional.of("%s %d comes twice and differs; the first stays".formatted(what, id))
        : Optional.empty();
  }
}
