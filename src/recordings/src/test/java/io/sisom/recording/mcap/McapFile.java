package io.sisom.recording.mcap;

import com.github.luben.zstd.Zstd;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;

/**
 * Writes MCAP files for tests, with what a test asks for. What closes a section is written by
 * {@link #close}; what has been written before is a file whose recorder was killed.
 */
final class McapFile implements Closeable {
  /** What a file has. */
  record Shape(
      String compression, int chunkBytes, boolean chunkCrc, boolean index, boolean summary) {
    static final Shape PLAIN = new Shape("", 1 << 12, true, true, true);

    Shape compressed(String name) {
      return new Shape(name, chunkBytes, chunkCrc, index, summary);
    }

    /** 0: every record lies outside of chunks. */
    Shape chunks(int bytes) {
      return new Shape(compression, bytes, chunkCrc, index, summary);
    }

    Shape withoutCrc() {
      return new Shape(compression, chunkBytes, false, index, summary);
    }

    Shape withoutSummary() {
      return new Shape(compression, chunkBytes, chunkCrc, false, false);
    }
  }

  private final Shape shape;
  private final Summed out;
  private final McapBytes definitions = new McapBytes();
  private final McapBytes chunkIndexes = new McapBytes();
  private McapBytes chunk = new McapBytes();
  private long messages;
  private int schemas;
  private int channels;
  private int chunks;

  McapFile(OutputStream out, Shape shape) {
    this.shape = shape;
    this.out = new Summed(out);
    put(McapMagic.bytes());
    put(new McapBytes().record(McapOpcode.HEADER, new McapBytes().text("ros2").text("a test")));
  }

  /** A file in memory. */
  static byte[] of(Shape shape, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (McapFile file = new McapFile(bytes, shape)) {
      content.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What goes into a file. */
  interface Content {
    void write(McapFile file);
  }

  McapFile schema(int id, String name) {
    McapBytes content =
        new McapBytes().u16(id).text(name).text("ros2msg").u32(3).raw(new byte[] {1, 2, 3});
    definitions.record(McapOpcode.SCHEMA, content);
    schemas++;
    return record(McapOpcode.SCHEMA, content);
  }

  McapFile channel(int id, int schema, String topic, String encoding) {
    McapBytes content =
        new McapBytes().u16(id).u16(schema).text(topic).text(encoding).texts(Map.of("a", "b"));
    definitions.record(McapOpcode.CHANNEL, content);
    channels++;
    return record(McapOpcode.CHANNEL, content);
  }

  McapFile message(int channel, long logTime, byte[] data) {
    messages++;
    return record(
        McapOpcode.MESSAGE,
        new McapBytes().u16(channel).u32(messages).u64(logTime).u64(logTime - 1).raw(data));
  }

  /** A record of any kind, within the chunk if files of this shape have any. */
  McapFile record(int opcode, McapBytes content) {
    if (shape.chunkBytes() == 0) {
      return outside(opcode, content);
    }
    chunk.record(opcode, content);
    if (chunk.size() >= shape.chunkBytes()) {
      endChunk();
    }
    return this;
  }

  /** A record outside of chunks, after the chunk so far. */
  McapFile outside(int opcode, McapBytes content) {
    endChunk();
    put(new McapBytes().record(opcode, content));
    return this;
  }

  /** Writes the chunk so far; its offset. */
  long endChunk() {
    long start = out.written;
    if (chunk.size() > 0) {
      byte[] packed = packed(shape.compression(), chunk.bytes());
      McapBytes content = new McapBytes().u64(0).u64(0).u64(chunk.size());
      content.u32(shape.chunkCrc() ? crc(chunk.bytes()) : 0).text(shape.compression());
      put(new McapBytes().record(McapOpcode.CHUNK, content.u64(packed.length).raw(packed)));
      long length = out.written - start;
      if (shape.index()) {
        McapBytes index = new McapBytes().u16(0).u32(0);
        put(new McapBytes().record(McapOpcode.MESSAGE_INDEX, index));
      }
      McapBytes where = new McapBytes().u64(0).u64(0).u64(start).u64(length).u32(0).u64(0);
      where.text(shape.compression()).u64(packed.length).u64(chunk.size());
      chunkIndexes.record(McapOpcode.CHUNK_INDEX, where);
      chunks++;
      chunk = new McapBytes();
    }
    return start;
  }

  /** Closes the data section, writes the summary where there is to be one, and the end. */
  @Override
  public void close() throws IOException {
    endChunk();
    long dataCrc = out.crc.getValue();
    put(new McapBytes().record(McapOpcode.DATA_END, new McapBytes().u32(dataCrc)));
    out.crc.reset();
    long start = out.written;
    if (shape.summary()) {
      put(definitions);
      put(chunkIndexes);
      McapBytes counts = new McapBytes().u64(messages).u16(schemas).u32(channels).u32(0).u32(0);
      put(new McapBytes().record(McapOpcode.STATISTICS, counts.u32(chunks).u64(0).u64(0).u32(0)));
    }
    McapBytes footer = new McapBytes().u64(shape.summary() ? start : 0).u64(0);
    byte[] head = new McapBytes().record(McapOpcode.FOOTER, footer.u32(0)).bytes();
    out.crc.update(head, 0, head.length - Integer.BYTES);
    long summaryCrc = out.crc.getValue();
    put(Arrays.copyOf(head, head.length - Integer.BYTES));
    put(new McapBytes().u32(summaryCrc).bytes());
    put(McapMagic.bytes());
    out.close();
  }

  /** As the content of a chunk. */
  static byte[] packed(String compression, byte[] records) {
    try {
      return switch (compression) {
        case "zstd" -> Zstd.compress(records, 1);
        case "lz4" -> lz4(records, true);
        default -> records;
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A frame whose blocks of 64 KiB are linked as ROS writes them, or not. */
  static byte[] lz4(byte[] content, boolean linked) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var parameters =
        new FramedLZ4CompressorOutputStream.Parameters(
            FramedLZ4CompressorOutputStream.BlockSize.K64, true, true, linked);
    try (var frame = new FramedLZ4CompressorOutputStream(bytes, parameters)) {
      frame.write(content);
    }
    return bytes.toByteArray();
  }

  static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private void put(McapBytes bytes) {
    put(bytes.bytes());
  }

  private void put(byte[] bytes) {
    try {
      out.write(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Summed extends FilterOutputStream {
    private final CRC32 crc = new CRC32();
    private long written;

    Summed(OutputStream out) {
      super(new BufferedOutputStream(out));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      crc.update(bytes, from, length);
      written += length;
    }
  }
}
