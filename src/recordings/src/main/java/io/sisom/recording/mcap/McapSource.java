package io.sisom.recording.mcap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a recording come from.
 *
 * @param bytes the recording, with a compression of the whole file undone
 * @param file the same, where it can seek
 * @param zstd the same, where the file is compressed as a whole
 */
record McapSource(ReadableByteChannel bytes, @Nullable FileChannel file, @Nullable ZstdFile zstd) {

  static McapSource of(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);
      file.read(head, 0);
      return isZstd(head.flip())
          ? zstd(Channels.newInputStream(file))
          : new McapSource(file, file, null);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  static McapSource of(InputStream in) throws IOException {
    PushbackInputStream ahead = new PushbackInputStream(in, Integer.BYTES);
    byte[] head = ahead.readNBytes(Integer.BYTES);
    ahead.unread(head);
    return isZstd(ByteBuffer.wrap(head))
        ? zstd(ahead)
        : new McapSource(Channels.newChannel(ahead), null, null);
  }

  /**
   * Whether a file that begins so is MCAP, also one compressed as a whole. Leaves the buffer as it
   * is.
   *
   * @param head the file's first bytes, 8 or more; 256 KiB tell it of a compressed file too
   */
  static boolean isMcap(ByteBuffer head) {
    if (!isZstd(head)) {
      McapMagic.Match match = McapMagic.match(head);
      return match == McapMagic.Match.SAME || match == McapMagic.Match.OTHER_VERSION;
    }
    byte[] bytes = new byte[head.remaining()];
    head.get(head.position(), bytes);
    ByteBuffer start = ByteBuffer.allocate(McapMagic.LENGTH);
    try (ZstdFile file = new ZstdFile(new ByteArrayInputStream(bytes))) {
      while (start.hasRemaining() && file.read(start) >= 0) {
        // As many bytes as the head gives.
      }
      return McapMagic.match(start.flip()) == McapMagic.Match.SAME;
    } catch (IOException e) {
      return false;
    }
  }

  private static McapSource zstd(InputStream compressed) throws IOException {
    ZstdFile file = new ZstdFile(compressed);
    return new McapSource(file, null, file);
  }

  private static boolean isZstd(ByteBuffer head) {
    return head.remaining() >= Integer.BYTES
        && head.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt() == ZstdFile.MAGIC;
  }
}
