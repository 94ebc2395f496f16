package io.sisom.recording.mcap;

/**
 * What a reader of MCAP holds in memory at most, however a file is made. Whatever would need more
 * is damage, and reading goes on after it.
 *
 * @param maxRecordBytes of a record that holds messages, as it lies in the file: a chunk,
 *     compressed, a message, an attachment
 * @param maxChunkBytes of a chunk after decompression
 * @param maxMessageBytes of a message after rosbag2's message compression is undone
 * @param maxDefinitionBytes of a record of any other kind: schema, channel, metadata, index
 * @param maxDefinitionsBytes of all schemas and channels together
 * @param maxTextBytes of one text: topic, type, encoding, a key or value of metadata
 */
public record McapBounds(
    int maxRecordBytes,
    int maxChunkBytes,
    int maxMessageBytes,
    int maxDefinitionBytes,
    long maxDefinitionsBytes,
    int maxTextBytes) {
  /** Far above what recorders write, whose chunks have 1 to 16 MiB. */
  public static final McapBounds DEFAULT =
      new McapBounds(256 << 20, 256 << 20, 256 << 20, 16 << 20, 64 << 20, 1 << 20);

  /** Checks that every bound is positive. */
  public McapBounds {
    if (Math.min(Math.min(maxRecordBytes, maxChunkBytes), maxMessageBytes) < 1
        || Math.min(Math.min(maxDefinitionBytes, maxDefinitionsBytes), maxTextBytes) < 1) {
      throw new IllegalArgumentException("bounds must be positive");
    }
  }
}
