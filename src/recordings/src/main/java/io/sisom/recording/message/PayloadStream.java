package io.sisom.recording.message;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A payload as a stream, without a copy. */
final class PayloadStream extends InputStream {
  private final ByteBuffer in;

  PayloadStream(ByteBuffer payload) {
    this.in = payload.duplicate();
  }

  @Override
  public int read() {
    return in.hasRemaining() ? in.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int from, int length) {
    if (!in.hasRemaining()) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, in.remaining());
    in.get(to, from, count);
    return count;
  }
}
