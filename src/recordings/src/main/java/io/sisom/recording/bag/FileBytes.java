package io.sisom.recording.bag;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes from a place on, through a small buffer. What the file had when it was opened is
 * all that is read: a recorder may still be at it.
 *
 * <p>Decompressors throw an {@code IOException} for wrong content as well as for a storage that
 * fails; {@link #rethrow} tells the latter.
 */
final class FileBytes extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long bufferEnd;
  private @Nullable IOException failure;

  FileBytes(Path file) throws IOException {
    channel = FileChannel.open(file);
    size = channel.size();
  }

  long size() {
    return size;
  }

  /** Offset of the next byte. */
  long position() {
    return bufferEnd - buffer.remaining();
  }

  long left() {
    return size - position();
  }

  /** Goes to an offset, at most to the end. */
  void seek(long offset) {
    long to = Math.min(offset, size);
    long bufferStart = bufferEnd - buffer.limit();
    if (to >= bufferStart && to <= bufferEnd) {
      buffer.position((int) (to - bufferStart));
    } else {
      buffer.limit(0);
      bufferEnd = to;
    }
  }

  /** Throws what the storage failed with, if it did. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? Byte.toUnsignedInt(buffer.get()) : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, count);
    return count;
  }

  @Override
  public long skip(long count) {
    long before = position();
    seek(before + Math.max(0, Math.min(count, left())));
    return position() - before;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    long most = Math.min(BUFFER_BYTES, size - bufferEnd);
    if (most <= 0) {
      return false;
    }
    buffer.clear().limit((int) most);
    int count = -1;
    try {
      count = channel.read(buffer, bufferEnd);
    } catch (IOException e) {
      failure = e;
      throw e;
    } finally {
      buffer.flip();
    }
    bufferEnd += Math.max(0, count);
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
