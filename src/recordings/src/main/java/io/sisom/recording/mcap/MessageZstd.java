package io.sisom.recording.mcap;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.sisom.recording.RecordingEvent.Damage.Kind;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Undoes rosbag2's message compression, which packs each message into a frame of zstd. Nothing in
 * an MCAP file says so; it is told by the frame's first bytes, where these can be no message in the
 * channel's encoding: CDR begins with 0, JSON with neither.
 */
final class MessageZstd implements Closeable {
  private static final int FIRST_BUFFER = 1 << 16;

  private final int maxMessageBytes;
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private byte[] packed = new byte[0];
  private byte[] output = new byte[0];

  MessageZstd(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Whether a message of an encoding is packed. */
  static boolean packs(String encoding, ByteBuffer payload) {
    return payload.remaining() >= Integer.BYTES
        && Integer.reverseBytes(payload.getInt(payload.position())) == ZstdFile.MAGIC
        && (encoding.equals("cdr") || encoding.equals("json"));
  }

  /** The message, read-only and valid until the next call. */
  ByteBuffer unpack(ByteBuffer payload) throws McapFaultException {
    int length = payload.remaining();
    if (packed.length < length) {
      packed = new byte[length];
    }
    payload.get(payload.position(), packed, 0, length);
    long size = Zstd.getFrameContentSize(packed, 0, length);
    if (size > maxMessageBytes) {
      throw tooLarge();
    }
    try {
      int got = size > 0 ? known(length, (int) size) : unknown(length);
      return ByteBuffer.wrap(output, 0, got).asReadOnlyBuffer();
    } catch (ZstdException | IOException e) {
      throw new McapFaultException(
          Kind.CORRUPT, "is compressed with zstd and cannot be decompressed: " + e.getMessage());
    }
  }

  private int known(int length, int size) {
    room(size);
    return zstd.decompressByteArray(output, 0, size, packed, 0, length);
  }

  /** For frames that do not tell their size. */
  private int unknown(int length) throws IOException, McapFaultException {
    try (var in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed, 0, length))) {
      int done = 0;
      while (true) {
        if (done == output.length) {
          output =
              Arrays.copyOf(
                  output, (int) Math.min(maxMessageBytes + 1L, Math.max(FIRST_BUFFER, 2L * done)));
        }
        int got = in.read(output, done, output.length - done);
        if (got < 0) {
          return done;
        }
        done += got;
        if (done > maxMessageBytes) {
          throw tooLarge();
        }
      }
    }
  }

  private void room(int size) {
    if (output.length < size) {
      output = new byte[size];
    }
  }

  private McapFaultException tooLarge() {
    return McapFaultException.malformed(
        "has more than %,d bytes after decompression".formatted(maxMessageBytes));
  }

  @Override
  public void close() {
    zstd.close();
  }
}
