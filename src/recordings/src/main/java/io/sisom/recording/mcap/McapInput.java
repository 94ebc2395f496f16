package io.sisom.recording.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;

/** The bytes of a file or stream in order, with the offset that each has. */
final class McapInput implements Closeable {
  /** Read at once: as much as the JDK copies through one direct buffer without a new one. */
  private static final int SLICE = 1 << 18;

  private static final int BUFFER = 1 << 16;

  private final ReadableByteChannel channel;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long offset;

  /** Takes over the channel, from where it stands: that is offset 0 unless it can seek. */
  McapInput(ReadableByteChannel channel) throws IOException {
    this.channel = channel;
    this.offset = channel instanceof SeekableByteChannel file ? file.position() : 0;
  }

  /** Of the next byte. */
  long offset() {
    return offset;
  }

  /** How many bytes are known to follow; {@link Long#MAX_VALUE} where that is not known. */
  long remaining() throws IOException {
    return channel instanceof SeekableByteChannel file
        ? Math.max(0, file.size() - offset)
        : Long.MAX_VALUE;
  }

  /** Fills part of an array; how many bytes it got, which is fewer only at the end. */
  int read(byte[] target, int at, int length) throws IOException {
    int done = Math.min(length, to - from);
    System.arraycopy(buffer, from, target, at, done);
    from += done;
    while (done < length) {
      if (length - done >= BUFFER) {
        int got = fetch(target, at + done, Math.min(SLICE, length - done));
        if (got < 0) {
          break;
        }
        done += got;
      } else if (!refill()) {
        break;
      } else {
        int part = Math.min(length - done, to - from);
        System.arraycopy(buffer, from, target, at + done, part);
        from += part;
        done += part;
      }
    }
    offset += done;
    return done;
  }

  /** Goes on at another offset. Only for files. */
  void seek(long target) throws IOException {
    if (!(channel instanceof SeekableByteChannel file)) {
      throw new IllegalStateException("a stream cannot seek");
    }
    file.position(target);
    from = 0;
    to = 0;
    offset = target;
  }

  private boolean refill() throws IOException {
    int got = fetch(buffer, 0, BUFFER);
    from = 0;
    to = Math.max(got, 0);
    return got > 0;
  }

  private int fetch(byte[] target, int at, int length) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(target, at, length);
    int got;
    do {
      got = channel.read(into);
    } while (got == 0);
    return got;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
