package io.sisom.recording.mcap;

import io.sisom.recording.RecordingEvent.Damage.Kind;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A record of an MCAP file, with the fields that the specification gives it. Times are nanoseconds,
 * sizes and offsets bytes; what the file has as unsigned numbers of 64 bits may appear negative
 * here. A {@link ByteBuffer} is read-only and valid until the next record is read.
 */
public sealed interface McapRecord {
  /** The file's first record. */
  record Header(String profile, String library) implements McapRecord {}

  /** The file's last record; a CRC of 0 was not computed. */
  record Footer(long summaryStart, long summaryOffsetStart, long summaryCrc)
      implements McapRecord {}

  /** How messages are described; ids are 1 to 65,535. */
  record Schema(int id, String name, String encoding, ByteBuffer data) implements McapRecord {}

  /** A stream of messages; ids are 0 to 65,535, a schema's id of 0 means none. */
  record Channel(
      int id, int schemaId, String topic, String messageEncoding, Map<String, String> metadata)
      implements McapRecord {}

  /** A message. */
  record Message(int channelId, long sequence, long logTime, long publishTime, ByteBuffer data)
      implements McapRecord {}

  /** The beginning of a chunk, whose records follow. */
  record Chunk(
      long messageStartTime,
      long messageEndTime,
      long uncompressedSize,
      long uncompressedCrc,
      String compression,
      long compressedSize)
      implements McapRecord {}

  /** Where a chunk lies. */
  record ChunkIndex(
      long messageStartTime,
      long messageEndTime,
      long chunkStartOffset,
      long chunkLength,
      Map<Integer, Long> messageIndexOffsets,
      long messageIndexLength,
      String compression,
      long compressedSize,
      long uncompressedSize)
      implements McapRecord {}

  /** A file within the file. */
  record Attachment(long logTime, long createTime, String name, String mediaType, ByteBuffer data)
      implements McapRecord {}

  /** Where an attachment lies. */
  record AttachmentIndex(
      long offset,
      long length,
      long logTime,
      long createTime,
      long dataSize,
      String name,
      String mediaType)
      implements McapRecord {}

  /** What the recorder counted. */
  record Statistics(
      long messageCount,
      int schemaCount,
      long channelCount,
      long attachmentCount,
      long metadataCount,
      long chunkCount,
      long messageStartTime,
      long messageEndTime,
      Map<Integer, Long> channelMessageCounts)
      implements McapRecord {}

  /** Texts by name. */
  record Metadata(String name, Map<String, String> metadata) implements McapRecord {}

  /** Where metadata lies. */
  record MetadataIndex(long offset, long length, String name) implements McapRecord {}

  /** Where the summary's records of one kind lie. */
  record SummaryOffset(int groupOpcode, long groupStart, long groupLength) implements McapRecord {}

  /** End of the data; a CRC of 0 was not computed. */
  record DataEnd(long dataSectionCrc) implements McapRecord {}

  /** A record that was passed over: nobody asked for its kind, or the kind is unknown. */
  record Passed(int opcode, long length) implements McapRecord {}

  /** A place that could not be read. */
  record Damaged(Kind kind, String reason) implements McapRecord {}
}
