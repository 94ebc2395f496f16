package io.sisom.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * The body of a request that its handler reads as it arrives; fails when it arrives too slowly.
 * Only time spent waiting for the client counts.
 */
public final class TimedBodyInput extends FilterInputStream {
  private final ClientTimeouts patience;
  private long waited;
  private long read;

  /** Over a request's body. */
  public TimedBodyInput(InputStream body, ClientTimeouts patience) {
    super(body);
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    long began = System.nanoTime();
    int got = super.read(into, from, length);
    waited += System.nanoTime() - began;
    read += Math.max(0, got);
    long allowed = patience.request().toNanos() + read * 1_000_000_000L / patience.bytesPerSecond();
    if (got >= 0 && waited > allowed) {
      throw new SocketTimeoutException("the body came too slowly");
    }
    return got;
  }
}
