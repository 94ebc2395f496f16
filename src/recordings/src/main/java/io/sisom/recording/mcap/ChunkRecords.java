package io.sisom.recording.mcap;

import io.sisom.recording.RecordingEvent.Damage.Kind;
import io.sisom.recording.mcap.McapRecord.Damaged;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The records of one decompressed chunk, and how many messages came before each. */
final class ChunkRecords {
  private static final int HEAD = 9;

  private final McapParser parser;
  private final ByteBuffer records;
  private int messages = -1;

  ChunkRecords(McapParser parser, ByteBuffer records) {
    this.parser = parser;
    this.records = records.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Number within the chunk of the last message, or of the next where the last record is none. */
  int index() {
    return Math.max(messages, 0);
  }

  /** The next record or damage, or null after the last. */
  @Nullable McapRecord next() {
    int at = records.position();
    int left = records.remaining();
    if (left == 0) {
      return null;
    }
    int opcode = records.get(at) & 0xff;
    long length = left < HEAD ? 0 : records.getLong(at + 1);
    if (left < HEAD || opcode == 0 || length < 0 || length > left - HEAD) {
      records.position(records.limit());
      messages++;
      return new Damaged(
          Kind.MALFORMED,
          "the chunk's records break off %,d of %,d bytes into it; its next records are lost"
              .formatted(at, records.limit()));
    }
    records.position(at + HEAD + (int) length);
    if (opcode == McapOpcode.MESSAGE) {
      messages++;
    }
    return parsed(opcode, records.slice(at + HEAD, (int) length));
  }

  private McapRecord parsed(int opcode, ByteBuffer content) {
    try {
      return switch (opcode) {
        case McapOpcode.MESSAGE, McapOpcode.SCHEMA, McapOpcode.CHANNEL ->
            parser.parse(opcode, content);
        default -> new McapRecord.Passed(opcode, content.remaining());
      };
    } catch (McapFaultException e) {
      return new Damaged(e.kind(), "a " + McapOpcode.name(opcode) + " in the chunk " + e.reason());
    }
  }
}
