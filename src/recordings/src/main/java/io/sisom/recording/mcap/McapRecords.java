package io.sisom.recording.mcap;

import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage.Kind;
import io.sisom.recording.mcap.McapParser.PackedChunk;
import io.sisom.recording.mcap.McapRecord.Damaged;
import io.sisom.recording.mcap.RecordFrames.Step;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The records of an MCAP file in the order of the file, those of a chunk after the chunk itself.
 * Needs neither index nor summary nor end.
 *
 * <p>What is damaged becomes a {@link Damaged} in its place. Reading goes on behind it as long as
 * lengths can be trusted: after a chunk that cannot be decompressed, with the next; after a record
 * whose fields make no sense, with the next; not after a record that reaches beyond the end of the
 * file. Of a chunk that the file ends within nothing is read: its checksum is out of reach.
 */
public final class McapRecords implements Closeable {
  private final McapBounds bounds;
  private final McapDetail detail;
  private final RecordFrames frames;
  private final McapParser parser;
  private final ChunkDecompressor decompressor;
  private final RecordFaults faults;
  private final SectionChecks checks = new SectionChecks();
  private State state = State.MAGIC;
  private @Nullable ChunkRecords chunk;
  private long jump = -1;

  private enum State {
    MAGIC,
    HEADER,
    RECORDS,
    END_MAGIC,
    DONE
  }

  /** Reads the bytes from where they stand, and closes them. */
  public McapRecords(ReadableByteChannel bytes, McapBounds bounds, McapDetail detail)
      throws IOException {
    this.bounds = bounds;
    this.detail = detail;
    this.frames = new RecordFrames(new McapInput(bytes));
    this.faults = new RecordFaults(frames);
    this.parser = new McapParser(bounds.maxTextBytes());
    this.decompressor = new ChunkDecompressor(bounds.maxChunkBytes());
  }

  /** Where the last record lies: the offset of the chunk or record, the message's number in it. */
  public Position position() {
    return new Position(block(), index());
  }

  long block() {
    return frames.start();
  }

  int index() {
    return chunk == null ? 0 : chunk.index();
  }

  /** Once the header is read, goes on at this record. Only for files. */
  void jumpTo(long offset) {
    jump = offset;
  }

  /**
   * The next record, or null at the end.
   *
   * @throws IOException where the storage fails
   */
  public @Nullable McapRecord next() throws IOException {
    if (chunk != null) {
      McapRecord record = chunk.next();
      if (record != null) {
        return record instanceof Damaged damage ? checks.seen(damage) : record;
      }
      chunk = null;
    }
    Damaged found = checks.next();
    if (found != null) {
      return found;
    }
    return switch (state) {
      case MAGIC -> magic();
      case HEADER -> header();
      case RECORDS -> record();
      case END_MAGIC -> endMagic();
      case DONE -> null;
    };
  }

  private McapRecord header() throws IOException {
    state = State.RECORDS;
    McapRecord record = record();
    if (!(record instanceof McapRecord.Header) && state == State.RECORDS) {
      checks.report("the file does not begin with a header");
    }
    if (jump >= 0 && state == State.RECORDS) {
      frames.seek(jump);
      checks.startWithin();
    }
    return record;
  }

  private @Nullable McapRecord magic() throws IOException {
    byte[] bytes = new byte[McapMagic.LENGTH];
    int got = frames.raw(bytes);
    McapMagic.Match match = McapMagic.match(ByteBuffer.wrap(bytes, 0, got));
    if (match == McapMagic.Match.SAME) {
      state = State.HEADER;
      return next();
    }
    return last(RecordFaults.start(match, got));
  }

  private @Nullable McapRecord endMagic() throws IOException {
    byte[] bytes = new byte[McapMagic.LENGTH + 1];
    state = State.DONE;
    return RecordFaults.end(bytes, frames.raw(bytes));
  }

  private McapRecord record() throws IOException {
    Step step = frames.advance();
    if (step == Step.END) {
      return last(faults.noEnd());
    }
    int opcode = frames.opcode();
    long length = frames.length();
    if (step == Step.CUT) {
      return last(faults.cutWithin("the head of a record"));
    }
    if (opcode == 0 || length < 0) {
      return last(faults.noRecord());
    }
    if (!detail.wants(opcode, checks.afterData())) {
      return frames.pass() ? new McapRecord.Passed(opcode, length) : last(faults.cut());
    }
    int most =
        McapOpcode.holdsMessages(opcode) ? bounds.maxRecordBytes() : bounds.maxDefinitionBytes();
    if (length > most) {
      return frames.pass()
          ? damaged(Kind.MALFORMED, "has %,d bytes, at most %,d are read".formatted(length, most))
          : last(faults.cut());
    }
    ByteBuffer content = frames.content();
    if (content == null) {
      return last(faults.cut());
    }
    return parsed(opcode, content);
  }

  private McapRecord parsed(int opcode, ByteBuffer content) throws IOException {
    try {
      if (opcode == McapOpcode.CHUNK) {
        PackedChunk packed = parser.chunk(content);
        ByteBuffer records = decompressor.records(packed, frames.array());
        chunk = new ChunkRecords(parser, records);
        return packed.chunk();
      }
      McapRecord record = parser.parse(opcode, content);
      if (record instanceof McapRecord.DataEnd end) {
        checks.dataEnd(end, frames);
      } else if (record instanceof McapRecord.Footer footer) {
        checks.footer(footer, frames);
        state = State.END_MAGIC;
      }
      return record;
    } catch (McapFaultException e) {
      return damaged(e.kind(), e.reason());
    }
  }

  private McapRecord damaged(Kind kind, String reason) {
    return checks.seen(faults.record(kind, reason));
  }

  private McapRecord last(Damaged damage) {
    state = State.DONE;
    return damage;
  }

  @Override
  public void close() throws IOException {
    decompressor.close();
    frames.close();
  }
}
