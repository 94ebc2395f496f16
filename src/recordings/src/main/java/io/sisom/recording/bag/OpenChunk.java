package io.sisom.recording.bag;

import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A chunk as it lies in the file, while it is read: where it begins and ends, and where reading
 * goes on after it, even if its lengths are wrong.
 */
final class OpenChunk {
  private final FileBytes file;
  private final long offset;
  private final long dataStart;
  private final long end;
  private final boolean packed;
  private final ChunkReader reader;

  private OpenChunk(
      FileBytes file, long offset, long dataStart, long end, boolean packed, ChunkReader reader) {
    this.file = file;
    this.offset = offset;
    this.dataStart = dataStart;
    this.end = end;
    this.packed = packed;
    this.reader = reader;
  }

  /**
   * Opens the chunk whose data come next in the file; null for one without any. A recorder writes
   * the lengths when it closes a chunk, so that the last chunk of one that was killed has none: it
   * goes on to the end of the file. Without compression its records read as those outside of
   * chunks.
   */
  static @Nullable OpenChunk of(
      FileBytes file, long offset, BagRecords.Head head, Connections connections, Position after)
      throws IOException, BagFaultException {
    String compression = head.fields().text("compression");
    long dataStart = file.position();
    long size = head.fields().unsigned("size");
    long bytes = head.dataBytes();
    if (bytes == 0) {
      if (size != 0 || !ChunkStreams.begins(file, compression)) {
        return null;
      }
      bytes = Long.MAX_VALUE / 2;
      size = Long.MAX_VALUE / 2;
    }
    boolean packed = !compression.equals("none");
    long end = dataStart + bytes;
    long has = packed ? size : Math.min(bytes, file.left());
    boolean cut = !packed && has < bytes;
    try {
      InputStream in = ChunkStreams.open(file, bytes, compression);
      return new OpenChunk(
          file,
          offset,
          dataStart,
          end,
          packed,
          new ChunkReader(offset, in, has, cut, connections, after));
    } catch (BagFaultException e) {
      goOn(file, dataStart, end);
      throw e;
    } catch (IOException e) {
      file.rethrow();
      goOn(file, dataStart, end);
      throw end > file.size()
          ? BagRecords.ended()
          : new BagFaultException(
              Damage.Kind.CORRUPT, "a chunk cannot be decompressed: " + e.getMessage());
    }
  }

  /** A message outside of chunks, as a chunk of its own. */
  static OpenChunk ofMessage(
      FileBytes file, long offset, long bytes, Connections connections, Position after)
      throws IOException, BagFaultException {
    file.seek(offset);
    long has = Math.min(bytes, file.left());
    InputStream in = ChunkStreams.open(file, bytes, "none");
    ChunkReader reader = new ChunkReader(offset, in, has, has < bytes, connections, after);
    return new OpenChunk(file, offset, offset, offset + bytes, false, reader);
  }

  /** The next message or damage; null where the chunk is done with and the file stands after it. */
  @Nullable RecordingEvent next() throws IOException, BagFaultException {
    try {
      RecordingEvent event = reader.next();
      if (event == null) {
        file.seek(end);
      }
      return event;
    } catch (BagFaultException e) {
      goOn();
      throw e.kind() == Damage.Kind.CUT && end > file.size() && file.left() == 0
          ? cut()
          : BagFaultException.malformed(told(e.reason()));
    } catch (IOException e) {
      file.rethrow();
      goOn();
      throw end > file.size() && file.left() == 0
          ? cut()
          : new BagFaultException(
              Damage.Kind.CORRUPT, told("it cannot be decompressed: " + e.getMessage()));
    }
  }

  /** Where the damage begins that {@link #next} threw. */
  Position position() {
    return reader.position();
  }

  private void goOn() throws IOException {
    long from = packed ? file.position() : dataStart + reader.recordStart();
    goOn(file, Math.max(from, offset + 1), end);
  }

  /** After the chunk, if a record is there; else where the next chunk is found. */
  private static void goOn(FileBytes file, long from, long end) throws IOException {
    if (end >= from && end <= file.size() && BagStart.recordAt(file, end)) {
      file.seek(end);
    } else {
      ChunkSearch.seek(file, Math.min(from, file.size()));
    }
  }

  private BagFaultException cut() {
    return new BagFaultException(
        Damage.Kind.CUT,
        "the file ends at byte %,d, within the chunk at byte %,d, of which %,d messages are whole"
            .formatted(file.size(), offset, reader.messages()));
  }

  private String told(String what) {
    return "the chunk at byte %,d is damaged after %,d messages: %s"
        .formatted(offset, reader.messages(), what);
  }
}
