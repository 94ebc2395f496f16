package io.sisom.recording.mcap;

import io.sisom.recording.RecordingEvent.Damage.Kind;
import io.sisom.recording.mcap.McapRecord.Attachment;
import io.sisom.recording.mcap.McapRecord.AttachmentIndex;
import io.sisom.recording.mcap.McapRecord.Channel;
import io.sisom.recording.mcap.McapRecord.ChunkIndex;
import io.sisom.recording.mcap.McapRecord.DataEnd;
import io.sisom.recording.mcap.McapRecord.Footer;
import io.sisom.recording.mcap.McapRecord.Header;
import io.sisom.recording.mcap.McapRecord.Message;
import io.sisom.recording.mcap.McapRecord.Metadata;
import io.sisom.recording.mcap.McapRecord.MetadataIndex;
import io.sisom.recording.mcap.McapRecord.Schema;
import io.sisom.recording.mcap.McapRecord.Statistics;
import io.sisom.recording.mcap.McapRecord.SummaryOffset;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Gives the content of a record its fields. Bytes after the last field are ignored. */
final class McapParser {
  private final int maxTextBytes;

  McapParser(int maxTextBytes) {
    this.maxTextBytes = maxTextBytes;
  }

  /** The record; one of a kind without fields, unknown or a chunk, counts as passed over. */
  McapRecord parse(int opcode, ByteBuffer content) throws McapFaultException {
    int length = content.remaining();
    McapFields in = new McapFields(content, maxTextBytes);
    return switch (opcode) {
      case McapOpcode.MESSAGE -> new Message(in.u16(), in.u32(), in.u64(), in.u64(), in.rest());
      case McapOpcode.HEADER -> new Header(in.text(), in.text());
      case McapOpcode.FOOTER -> new Footer(in.u64(), in.u64(), in.u32());
      case McapOpcode.SCHEMA -> new Schema(in.u16(), in.text(), in.text(), in.bytes32());
      case McapOpcode.CHANNEL -> new Channel(in.u16(), in.u16(), in.text(), in.text(), in.texts());
      case McapOpcode.CHUNK_INDEX ->
          new ChunkIndex(
              in.u64(),
              in.u64(),
              in.u64(),
              in.u64(),
              in.byChannel(),
              in.u64(),
              in.text(),
              in.u64(),
              in.u64());
      case McapOpcode.ATTACHMENT -> attachment(content, in);
      case McapOpcode.ATTACHMENT_INDEX ->
          new AttachmentIndex(
              in.u64(), in.u64(), in.u64(), in.u64(), in.u64(), in.text(), in.text());
      case McapOpcode.STATISTICS ->
          new Statistics(
              in.u64(),
              in.u16(),
              in.u32(),
              in.u32(),
              in.u32(),
              in.u32(),
              in.u64(),
              in.u64(),
              in.byChannel());
      case McapOpcode.METADATA -> new Metadata(in.text(), in.texts());
      case McapOpcode.METADATA_INDEX -> new MetadataIndex(in.u64(), in.u64(), in.text());
      case McapOpcode.SUMMARY_OFFSET -> new SummaryOffset(in.u8(), in.u64(), in.u64());
      case McapOpcode.DATA_END -> new DataEnd(in.u32());
      default -> new McapRecord.Passed(opcode, length);
    };
  }

  /** The beginning of a chunk, and where in its content the records lie, to be decompressed. */
  record PackedChunk(McapRecord.Chunk chunk, int at, int length) {}

  PackedChunk chunk(ByteBuffer content) throws McapFaultException {
    McapFields in = new McapFields(content, maxTextBytes);
    long start = in.u64();
    long end = in.u64();
    long size = in.u64();
    long crc = in.u32();
    String compression = in.text();
    int length = in.bytes64().remaining();
    return new PackedChunk(
        new McapRecord.Chunk(start, end, size, crc, compression, length),
        content.position() - length,
        length);
  }

  private static Attachment attachment(ByteBuffer content, McapFields in)
      throws McapFaultException {
    int from = content.position();
    Attachment attachment = new Attachment(in.u64(), in.u64(), in.text(), in.text(), in.bytes64());
    int to = content.position();
    long expected = in.u32();
    CRC32 crc = new CRC32();
    crc.update(content.slice(from, to - from));
    if (expected != 0 && expected != crc.getValue()) {
      throw new McapFaultException(Kind.CORRUPT, "does not agree with its checksum");
    }
    return attachment;
  }
}
