package io.sisom.recording.mcap;

import io.sisom.recording.Channel;
import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingKind;
import io.sisom.recording.mcap.McapRecord.Damaged;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an MCAP file in the order of the file, with both of rosbag2's compressions
 * undone: that of each message and that of the file as a whole.
 *
 * <p>A message whose channel is not before it is damage. Only where a chunk was lost, and perhaps
 * the channel with it, the channel is taken from the file's summary. Reading that goes on after a
 * position begins at its chunk if the summary names all channels; else the chunks before are read
 * for their channels.
 */
public final class McapRecording implements Recording {
  private final McapBounds bounds;
  private final McapRecords records;
  private final @Nullable FileChannel file;
  private final @Nullable ZstdFile zstdFile;
  private final Position after;
  private final Definitions definitions;
  private final MessageZstd messageZstd;
  private final McapRemarks remarks = new McapRemarks();
  private boolean summaryRead;

  private McapRecording(McapSource source, Position after, McapBounds bounds) throws IOException {
    this.bounds = bounds;
    this.after = after;
    this.file = source.file();
    this.zstdFile = source.zstd();
    this.records = new McapRecords(source.bytes(), bounds, McapDetail.MESSAGES);
    this.definitions = new Definitions(bounds.maxDefinitionsBytes());
    this.messageZstd = new MessageZstd(bounds.maxMessageBytes());
    if (zstdFile != null) {
      remarks.fileCompressed();
    }
  }

  /**
   * Opens a file, also one that is compressed as a whole ({@code .mcap.zstd}).
   *
   * @throws IOException where the file cannot be read; a damaged one is no reason
   */
  public static McapRecording open(Path path) throws IOException {
    return open(path, Position.START);
  }

  /** Opens a file to read what follows a message. */
  public static McapRecording open(Path path, Position after) throws IOException {
    return open(path, after, McapBounds.DEFAULT);
  }

  /** Opens a file with other bounds. */
  public static McapRecording open(Path path, Position after, McapBounds bounds)
      throws IOException {
    McapRecording recording = new McapRecording(McapSource.of(path), after, bounds);
    try {
      recording.jump();
      return recording;
    } catch (IOException e) {
      recording.close();
      throw e;
    }
  }

  /** Reads a stream, and closes it. */
  public static McapRecording read(InputStream in, Position after, McapBounds bounds)
      throws IOException {
    return new McapRecording(McapSource.of(in), after, bounds);
  }

  @Override
  public RecordingKind kind() {
    return RecordingKind.MCAP;
  }

  @Override
  public List<String> remarks() {
    return remarks.lines();
  }

  @Override
  public @Nullable RecordingEvent next() throws IOException {
    while (true) {
      McapRecord record = records.next();
      if (record == null) {
        return null;
      }
      boolean done = alreadyRead();
      if (record instanceof McapRecord.Message message) {
        if (!done) {
          return message(message);
        }
      } else {
        Optional<Damaged> damaged = take(record);
        if (damaged.isPresent() && !done) {
          return new Damage(records.position(), damaged.get().kind(), damaged.get().reason());
        }
      }
    }
  }

  private boolean alreadyRead() {
    long block = records.block();
    return block < after.block() || (block == after.block() && records.index() <= after.index());
  }

  private RecordingEvent message(McapRecord.Message message) {
    Channel channel = definitions.channel(message.channelId());
    if (channel == null) {
      return new Damage(
          records.position(),
          Damage.Kind.MALFORMED,
          "a message on channel " + message.channelId() + ", which is not named before it");
    }
    ByteBuffer payload = message.data();
    if (MessageZstd.packs(channel.encoding(), payload)) {
      remarks.messageCompressed();
      try {
        payload = messageZstd.unpack(payload);
      } catch (McapFaultException e) {
        return new Damage(
            records.position(), e.kind(), "a message on " + channel.topic() + " " + e.reason());
      }
    }
    return new RecordingEvent.Message(
        channel,
        records.position(),
        message.sequence(),
        message.logTime(),
        message.publishTime(),
        payload);
  }

  private Optional<Damaged> take(McapRecord record) throws IOException {
    if (record instanceof Damaged damaged) {
      useSummary();
      Damaged deeper = zstdFile == null ? null : zstdFile.fault();
      return Optional.of(
          deeper == null
              ? damaged
              : new Damaged(deeper.kind(), deeper.reason() + "; " + damaged.reason()));
    }
    Optional<String> wrong =
        record instanceof McapRecord.Channel channel
            ? definitions.add(channel)
            : record instanceof McapRecord.Schema schema
                ? definitions.add(schema)
                : Optional.empty();
    remarks.note(record);
    return wrong.map(reason -> new Damaged(Damage.Kind.MALFORMED, reason));
  }

  /** What was lost may have named channels. */
  private void useSummary() throws IOException {
    if (file != null && !summaryRead) {
      summaryRead = true;
      McapSummary.of(file, bounds)
          .ifPresent(summary -> definitions.addMissing(summary.definitions()));
    }
  }

  private void jump() throws IOException {
    if (file == null || after.block() < McapMagic.LENGTH) {
      return;
    }
    Optional<McapSummary> summary = McapSummary.of(file, bounds).filter(McapSummary::complete);
    ByteBuffer opcode = ByteBuffer.allocate(1);
    if (summary.isPresent() && file.read(opcode, after.block()) == 1) {
      int kind = opcode.get(0);
      if (kind == McapOpcode.CHUNK || kind == McapOpcode.MESSAGE) {
        definitions.addMissing(summary.get().definitions());
        records.jumpTo(after.block());
      }
    }
  }

  @Override
  public void close() throws IOException {
    messageZstd.close();
    records.close();
  }
}
