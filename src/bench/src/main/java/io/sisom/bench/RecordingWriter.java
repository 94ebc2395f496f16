package io.sisom.bench;

import com.github.luben.zstd.Zstd;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * Writes an MCAP as rosbag2 does: {@code sensor_msgs/msg/CompressedImage} in CDR, 30 pictures a
 * second, in chunks with checksums.
 */
final class RecordingWriter {
  private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
  private static final int CHUNK_BYTES = 768 << 10;
  private static final long STEP_NANOS = 1_000_000_000L / 30;
  private static final long FIRST_NANOS = 1_462_363_200_000_000_000L;
  private static final String TYPE = "sensor_msgs/msg/CompressedImage";
  private static final String DEFINITION =
      "std_msgs/Header header\nstring format\nuint8[] data\n"
          + "================\nMSG: std_msgs/Header\nbuiltin_interfaces/Time stamp\nstring frame_id\n";

  private final Compression compression;
  private ByteArrayOutputStream chunk = new ByteArrayOutputStream();

  /** How chunks are compressed. */
  enum Compression {
    NONE(""),
    LZ4("lz4"),
    ZSTD("zstd");

    private final String key;

    Compression(String key) {
      this.key = key;
    }

    /** For people. */
    String words() {
      return key.isEmpty() ? "not compressed" : key;
    }
  }

  RecordingWriter(Compression compression) {
    this.compression = compression;
  }

  /** Writes so many pictures of a kind. */
  void write(SampleFrames kind, int count, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(MAGIC);
      out.write(record(1, text("ros2"), text("sisom bench")));
      for (int n = 0; n < count; n++) {
        if (chunk.size() == 0) {
          chunk.writeBytes(record(3, u16(1), text(TYPE), text("ros2msg"), text(DEFINITION)));
          chunk.writeBytes(record(4, u16(1), u16(1), text("/camera"), text("cdr"), u32(0)));
        }
        long nanos = FIRST_NANOS + n * STEP_NANOS;
        chunk.writeBytes(
            record(5, u16(1), u32(n), u64(nanos), u64(nanos), image(kind.content(n), nanos)));
        if (chunk.size() > CHUNK_BYTES || n == count - 1) {
          endChunk(out, nanos);
        }
      }
      out.write(record(15, u32(0)));
      out.write(record(2, u64(0), u64(0), u32(0)));
      out.write(MAGIC);
    }
  }

  private void endChunk(OutputStream out, long nanos) throws IOException {
    byte[] content = chunk.toByteArray();
    chunk = new ByteArrayOutputStream();
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] packed = packed(content);
    out.write(
        record(
            6,
            u64(nanos),
            u64(nanos),
            u64(content.length),
            u32((int) crc.getValue()),
            text(compression.key),
            u64(packed.length),
            packed));
  }

  private byte[] packed(byte[] content) throws IOException {
    return switch (compression) {
      case NONE -> content;
      case ZSTD -> Zstd.compress(content);
      case LZ4 -> {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream frame = new LZ4FrameOutputStream(bytes)) {
          frame.write(content);
        }
        yield bytes.toByteArray();
      }
    };
  }

  private static byte[] image(byte[] jpeg, long nanos) {
    ByteBuffer cdr = ByteBuffer.allocate(44 + jpeg.length).order(ByteOrder.LITTLE_ENDIAN);
    cdr.put(new byte[] {0, 1, 0, 0});
    cdr.putInt((int) (nanos / 1_000_000_000)).putInt((int) (nanos % 1_000_000_000));
    // Strings end with 0, numbers begin at multiples of four after the first four bytes.
    cdr.putInt(12).put("camera_link\0".getBytes(StandardCharsets.US_ASCII));
    cdr.putInt(5).put("jpeg\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
    return cdr.putInt(jpeg.length).put(jpeg).array();
  }

  private static byte[] record(int op, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer record = ByteBuffer.allocate(9 + length).order(ByteOrder.LITTLE_ENDIAN);
    record.put((byte) op).putLong(length);
    for (byte[] part : parts) {
      record.put(part);
    }
    return record.array();
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer room = ByteBuffer.allocate(4 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    return room.putInt(bytes.length).put(bytes).array();
  }

  private static byte[] u16(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8)};
  }

  private static byte[] u32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] u64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
