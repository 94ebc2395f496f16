package io.sisom.recording.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schemas and channels that a file repeats at its end, without which one cannot begin in its
 * middle.
 *
 * @param definitions what the summary names
 * @param complete whether these are all, as the recorder counted them
 */
record McapSummary(Definitions definitions, boolean complete) {
  private static final int HEAD = 9;
  private static final int MAX_CHANNELS = 65_536;
  private static final int FOOTER = HEAD + 2 * Long.BYTES + Integer.BYTES;
  private static final int END = FOOTER + McapMagic.LENGTH;

  /**
   * Reads it; none where the file has no summary, or a damaged one. Leaves the channel in place.
   */
  static Optional<McapSummary> of(FileChannel file, McapBounds bounds) throws IOException {
    long footer = file.size() - END;
    if (footer < McapMagic.LENGTH) {
      return Optional.empty();
    }
    ByteBuffer end = ByteBuffer.allocate(END).order(ByteOrder.LITTLE_ENDIAN);
    while (end.hasRemaining() && file.read(end, footer + end.position()) >= 0) {
      // A file may give fewer bytes than asked for.
    }
    end.flip();
    if (end.remaining() < END
        || end.get(0) != McapOpcode.FOOTER
        || end.getLong(1) != FOOTER - HEAD
        || McapMagic.match(end.slice(FOOTER, McapMagic.LENGTH)) != McapMagic.Match.SAME) {
      return Optional.empty();
    }
    long start = end.getLong(HEAD);
    long crc = end.getInt(HEAD + 2 * Long.BYTES) & 0xffff_ffffL;
    if (start < McapMagic.LENGTH || start >= footer) {
      return Optional.empty();
    }
    long before = file.position();
    try {
      McapInput input = new McapInput(file);
      input.seek(start);
      return new Reader(new RecordFrames(input), bounds).read(footer, crc);
    } finally {
      file.position(before);
    }
  }

  private static final class Reader {
    private final RecordFrames frames;
    private final McapBounds bounds;
    private final McapParser parser;
    private final Definitions definitions;
    private final List<McapRecord.Channel> channels = new ArrayList<>();
    private long channelCount = -1;
    private int schemaCount;

    Reader(RecordFrames frames, McapBounds bounds) {
      this.frames = frames;
      this.bounds = bounds;
      this.parser = new McapParser(bounds.maxTextBytes());
      this.definitions = new Definitions(bounds.maxDefinitionsBytes());
    }

    Optional<McapSummary> read(long footer, long crc) throws IOException {
      while (frames.offset() < footer) {
        if (frames.advance() != RecordFrames.Step.RECORD
            || frames.length() < 0
            || frames.length() > footer - frames.offset()
            || !record(frames.opcode())) {
          return Optional.empty();
        }
      }
      if (!agrees(crc)) {
        return Optional.empty();
      }
      // The channels may stand before their schemas.
      channels.forEach(definitions::add);
      return Optional.of(
          new McapSummary(
              definitions,
              channelCount == definitions.channelCount()
                  && schemaCount <= definitions.schemaCount()));
    }

    private boolean record(int opcode) throws IOException {
      boolean wanted =
          opcode == McapOpcode.SCHEMA
              || opcode == McapOpcode.CHANNEL
              || opcode == McapOpcode.STATISTICS;
      if (!wanted || frames.length() > bounds.maxDefinitionBytes()) {
        return frames.pass();
      }
      ByteBuffer content = frames.content();
      if (content == null) {
        return false;
      }
      try {
        McapRecord record = parser.parse(opcode, content);
        if (record instanceof McapRecord.Schema schema) {
          definitions.add(schema);
        } else if (record instanceof McapRecord.Channel channel) {
          // No more than ids: a repeated one says nothing new.
          return channels.size() < MAX_CHANNELS && channels.add(channel);
        } else if (record instanceof McapRecord.Statistics statistics) {
          channelCount = statistics.channelCount();
          schemaCount = statistics.schemaCount();
        }
        return true;
      } catch (McapFaultException e) {
        return false;
      }
    }

    private boolean agrees(long crc) throws IOException {
      return crc == 0
          || (frames.advance() == RecordFrames.Step.RECORD
              && frames.content() != null
              && frames.sectionCrcWith(2 * Long.BYTES) == crc);
    }
  }
}
