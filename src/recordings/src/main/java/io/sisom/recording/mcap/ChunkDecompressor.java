package io.sisom.recording.mcap;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.sisom.recording.RecordingEvent.Damage.Kind;
import io.sisom.recording.mcap.McapParser.PackedChunk;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Turns the content of chunks into records and checks it. A chunk takes as many bytes as it
 * declares, never more, and none if that is more than allowed; the buffer is used again.
 */
final class ChunkDecompressor implements Closeable {
  private final int maxChunkBytes;
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private final Lz4Frames lz4 = new Lz4Frames();
  private final CRC32 crc = new CRC32();
  private byte[] output = new byte[0];

  ChunkDecompressor(int maxChunkBytes) {
    this.maxChunkBytes = maxChunkBytes;
  }

  /** The records, read-only and valid until the next call, or until {@code file} changes. */
  ByteBuffer records(PackedChunk packed, byte[] file) throws McapFaultException {
    McapRecord.Chunk chunk = packed.chunk();
    int at = packed.at();
    int length = packed.length();
    if (chunk.uncompressedSize() < 0 || chunk.uncompressedSize() > maxChunkBytes) {
      throw McapFaultException.malformed(
          "declares %s bytes, at most %,d are read"
              .formatted(Long.toUnsignedString(chunk.uncompressedSize()), maxChunkBytes));
    }
    int size = (int) chunk.uncompressedSize();
    byte[] content = output;
    int from = 0;
    switch (chunk.compression()) {
      case "" -> {
        content = file;
        from = at;
        same(size, length);
      }
      case "zstd" -> {
        content = room(size);
        zstd(file, at, length, size);
      }
      case "lz4" -> {
        content = room(size);
        same(size, lz4.decompress(file, at, length, content, size));
      }
      default ->
          throw new McapFaultException(
              Kind.UNSUPPORTED,
              "has a compression that is not read: \"" + printable(chunk.compression()) + "\"");
    }
    check(chunk, content, from, size);
    return ByteBuffer.wrap(content, from, size).slice().asReadOnlyBuffer();
  }

  private byte[] room(int size) {
    if (output.length < size) {
      output = new byte[size];
    }
    return output;
  }

  private void zstd(byte[] file, int at, int length, int size) throws McapFaultException {
    try {
      // An empty chunk may be an empty block of zstd or nothing at all.
      same(size, length == 0 ? 0 : zstd.decompressByteArray(output, 0, size, file, at, length));
    } catch (ZstdException e) {
      throw new McapFaultException(
          Kind.CORRUPT, "cannot be decompressed with zstd: " + e.getMessage());
    }
  }

  private static void same(int declared, int got) throws McapFaultException {
    if (declared != got) {
      throw new McapFaultException(
          Kind.CORRUPT, "has %,d bytes where it declares %,d".formatted(got, declared));
    }
  }

  private void check(McapRecord.Chunk chunk, byte[] content, int from, int size)
      throws McapFaultException {
    if (chunk.uncompressedCrc() == 0) {
      return;
    }
    crc.reset();
    crc.update(content, from, size);
    if (crc.getValue() != chunk.uncompressedCrc()) {
      throw new McapFaultException(Kind.CORRUPT, "does not agree with its checksum");
    }
  }

  private static String printable(String text) {
    String start = text.substring(0, Math.min(20, text.length()));
    return start.replaceAll("[^\\x20-\\x7e]", "?");
  }

  @Override
  public void close() {
    zstd.close();
  }
}
