package io.sisom.recording.bag;

import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ROS 1 bag, version 2.0, read from its front to its end (wiki.ros.org/Bags/Format/2.0): a line,
 * a bag header, chunks with connections and messages, an index. The index is asked for connections
 * only, so that reading can begin behind the chunk that describes them; a bag without one, as a
 * recorder leaves it that was killed ({@code .active}), reads as well.
 *
 * <p>A position is a chunk's offset and a message's number within the chunk; for a message outside
 * of chunks its offset and 0.
 */
public final class BagRecording implements Recording {
  private static final int MAX_COMPRESSIONS = 8;

  private final FileBytes file;
  private final Position after;
  private final BagStart start;
  private final Map<String, Integer> chunks = new TreeMap<>();
  private @Nullable OpenChunk chunk;
  private boolean cut;
  private boolean ended;

  private BagRecording(FileBytes file, Position after) throws IOException {
    this.file = file;
    this.after = after;
    this.start = BagStart.read(file, after);
  }

  /** From the beginning. */
  public static BagRecording open(Path path) throws IOException {
    return open(path, Position.START);
  }

  /** What follows a position. */
  public static BagRecording open(Path path, Position after) throws IOException {
    FileBytes file = new FileBytes(path);
    try {
      return new BagRecording(file, after);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public RecordingKind kind() {
    return RecordingKind.BAG;
  }

  @Override
  public @Nullable RecordingEvent next() throws IOException {
    while (!ended) {
      RecordingEvent event = chunk == null ? outside() : within(chunk);
      if (event != null && event.position().compareTo(after) > 0) {
        return event;
      }
    }
    return null;
  }

  /** Lines on the version, and on the chunks as far as they were read. */
  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (start.refusal() == null) {
      remarks.add("ROS 1 bag, version 2.0" + (start.indexAt() == 0 ? ", not closed" : ""));
      chunks.forEach((compression, count) -> remarks.add("chunks, " + compression + ": " + count));
    }
    return remarks;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private @Nullable RecordingEvent within(OpenChunk open) throws IOException {
    try {
      RecordingEvent event = open.next();
      if (event == null) {
        chunk = null;
      }
      return event;
    } catch (BagFaultException e) {
      chunk = null;
      return damage(open.position(), e);
    }
  }

  /** Reads a record outside of chunks; null if it gives nothing by itself. */
  private @Nullable RecordingEvent outside() throws IOException {
    if (start.refusal() != null) {
      ended = true;
      return start.refusal();
    }
    long offset = file.position();
    if (file.left() == 0) {
      ended = true;
      return cut ? null : start.missingIndex(offset);
    }
    boolean chunkBegan = false;
    try {
      BagRecords records = BagRecords.of(file);
      BagRecords.Head head = records.head();
      chunkBegan = head.fields().op() == Ops.CHUNK;
      record(offset, head, records);
      return null;
    } catch (BagFaultException e) {
      if (!chunkBegan) {
        ChunkSearch.seek(file, offset + 1);
      }
      return damage(new Position(offset, 0), e);
    }
  }

  private void record(long offset, BagRecords.Head head, BagRecords records)
      throws IOException, BagFaultException {
    switch (head.fields().op()) {
      case Ops.CHUNK -> {
        String compression = head.fields().text("compression");
        chunk = OpenChunk.of(file, offset, head, start.connections(), after);
        if (chunks.size() < MAX_COMPRESSIONS || chunks.containsKey(compression)) {
          chunks.merge(compression, 1, Integer::sum);
        }
      }
      case Ops.CONNECTION -> start.connections().read(records, head);
      case Ops.MESSAGE -> {
        long bytes = file.position() - offset + head.dataBytes();
        chunk = OpenChunk.ofMessage(file, offset, bytes, start.connections(), after);
      }
      case Ops.BAG_HEADER, Ops.INDEX_DATA, Ops.CHUNK_INFO -> records.skip(head.dataBytes());
      default ->
          throw BagFaultException.malformed(
              "a record of unknown kind %d at byte %,d".formatted(head.fields().op(), offset));
    }
  }

  private Damage damage(Position at, BagFaultException e) {
    if (file.left() == 0) {
      cut |= e.kind() == Damage.Kind.CUT;
      return new Damage(at, e.kind(), e.reason());
    }
    Damage.Kind kind = e.kind() == Damage.Kind.CUT ? Damage.Kind.MALFORMED : e.kind();
    return new Damage(
        at, kind, e.reason() + "; reading goes on at byte %,d".formatted(file.position()));
  }
}
