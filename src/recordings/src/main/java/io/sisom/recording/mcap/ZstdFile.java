package io.sisom.recording.mcap;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.sisom.recording.RecordingEvent.Damage.Kind;
import io.sisom.recording.mcap.McapRecord.Damaged;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes within a file that is compressed as a whole, read forwards. Where the compression is
 * damaged or cut, the bytes end, and {@link #fault} says why. The window of zstd takes at most 128
 * MiB of native memory.
 */
final class ZstdFile implements ReadableByteChannel {
  static final int MAGIC = 0xfd2fb528;
  private static final int SLICE = 1 << 16;
  private static final int MAX_WINDOW_LOG = 27;

  private final Watched compressed;
  private final ZstdInputStreamNoFinalizer in;
  private final byte[] slice = new byte[SLICE];
  private boolean open = true;
  private @Nullable Damaged fault;

  ZstdFile(InputStream compressed) throws IOException {
    this.compressed = new Watched(compressed);
    this.in = new ZstdInputStreamNoFinalizer(this.compressed).setLongMax(MAX_WINDOW_LOG);
  }

  /** Why the bytes ended, or null. */
  @Nullable Damaged fault() {
    return fault;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (fault != null) {
      return -1;
    }
    try {
      return inflate(target);
    } catch (ZstdIOException e) {
      boolean cut = compressed.ended;
      fault =
          new Damaged(
              cut ? Kind.CUT : Kind.CORRUPT,
              cut
                  ? "the compressed file is cut"
                  : "the file's compression is damaged: " + e.getMessage());
      return -1;
    }
  }

  private int inflate(ByteBuffer target) throws IOException {
    int got = in.read(slice, 0, Math.min(SLICE, target.remaining()));
    if (got > 0) {
      target.put(slice, 0, got);
    }
    return got;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    in.close();
    compressed.close();
  }

  /** Zstd has one error for both: a fault after the end was met is a cut, one before is damage. */
  private static final class Watched extends FilterInputStream {
    private boolean ended;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
      int got = in.read(target, at, length);
      ended |= got < 0;
      return got;
    }
  }
}
