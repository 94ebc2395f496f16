package io.sisom.recording.bag;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the front of a bag says: its version, its header, and with its help the connections of the
 * index. Leaves the file where the records begin that are wanted.
 *
 * @param refusal why nothing can be read
 * @param indexAt offset of the index; 0 in a bag that was not closed, -1 where none is told
 * @param indexed whether the index describes as many connections as the bag header says
 * @param connections those of the index, none where it is damaged
 */
record BagStart(@Nullable Damage refusal, long indexAt, boolean indexed, Connections connections) {
  private static final byte[] MAGIC = "#ROSBAG V2.0\n".getBytes(US_ASCII);
  private static final byte[] ANY_VERSION = "#ROSBAG V".getBytes(US_ASCII);

  /** Whether a file that begins so is a bag, of whatever version. */
  static boolean isBag(ByteBuffer head) {
    byte[] bytes = new byte[Math.min(head.remaining(), ANY_VERSION.length)];
    head.duplicate().get(bytes);
    return Arrays.equals(bytes, ANY_VERSION);
  }

  static BagStart read(FileBytes file, Position after) throws IOException {
    Damage refusal = version(file.readNBytes(MAGIC.length));
    long records = file.position();
    if (refusal != null) {
      return new BagStart(refusal, -1, false, new Connections());
    }
    try {
      Fields header = BagRecords.of(file).head().fields();
      String encryptor = header.text("encryptor");
      if (!encryptor.isEmpty() && !encryptor.equals("rosbag/NoEncryptor")) {
        Damage encrypted =
            damage(Damage.Kind.UNSUPPORTED, "it is encrypted; decrypt it with rosbag first");
        return new BagStart(encrypted, -1, false, new Connections());
      }
      long indexAt = header.op() == Ops.BAG_HEADER ? header.number("index_pos") : -1;
      Connections connections = new Connections();
      long count = indexAt > 0 ? header.unsigned("conn_count") : 0;
      boolean whole = indexAt > 0 && connections(file, indexAt, connections) >= count;
      boolean seeks = whole && after.block() > records && recordAt(file, after.block());
      file.seek(seeks ? after.block() : records);
      return new BagStart(null, indexAt, whole, whole ? connections : new Connections());
    } catch (BagFaultException e) {
      // Reading meets it again, and tells.
      file.seek(records);
      return new BagStart(null, -1, false, new Connections());
    }
  }

  /** Whether a record seems to begin at an offset, or the file to end there. */
  static boolean recordAt(FileBytes file, long offset) throws IOException {
    if (offset >= file.size()) {
      return offset == file.size();
    }
    file.seek(offset);
    try {
      return Ops.known(BagRecords.of(file).head().fields().op());
    } catch (BagFaultException e) {
      return false;
    }
  }

  /** What the end of the file lacks; null where it lacks nothing. */
  @Nullable Damage missingIndex(long size) {
    String reason = "";
    if (indexAt == 0) {
      reason = "the bag was not closed and has no index: the recorder was killed or is still at it";
    } else if (indexAt > size) {
      reason = "the file ends at byte %,d, before its index at byte %,d".formatted(size, indexAt);
    } else if (size == MAGIC.length || (indexAt > 0 && !indexed)) {
      reason = "the file ends at byte %,d, within its index".formatted(size);
    }
    return reason.isEmpty() ? null : new Damage(new Position(size, 0), Damage.Kind.CUT, reason);
  }

  /** Reads the index; how many connections it describes, -1 if it is damaged. */
  private static long connections(FileBytes file, long indexAt, Connections into)
      throws IOException {
    if (indexAt > file.size()) {
      return -1;
    }
    file.seek(indexAt);
    long count = 0;
    try {
      while (file.left() > 0) {
        BagRecords records = BagRecords.of(file);
        BagRecords.Head head = records.head();
        if (head.fields().op() != Ops.CONNECTION) {
          break;
        }
        into.read(records, head);
        count++;
      }
      return count;
    } catch (BagFaultException e) {
      return -1;
    }
  }

  private static @Nullable Damage version(byte[] line) {
    if (Arrays.equals(line, MAGIC)) {
      return null;
    }
    if (line.length == 0) {
      return damage(Damage.Kind.CUT, "the file is empty");
    }
    if (Arrays.equals(line, 0, line.length, MAGIC, 0, line.length)) {
      return damage(Damage.Kind.CUT, "the file ends within its first line");
    }
    return isBag(ByteBuffer.wrap(line))
        ? damage(
            Damage.Kind.UNSUPPORTED,
            "it is a bag of another version than 2.0; \"rosbag fix\" or \"rosbag reindex\" makes one")
        : damage(Damage.Kind.MALFORMED, "it does not begin as a ROS 1 bag");
  }

  private static Damage damage(Damage.Kind kind, String reason) {
    return new Damage(new Position(0, 0), kind, reason);
  }
}
