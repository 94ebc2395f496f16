package io.sisom.feed.live.ws;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of a message together. Memory grows with what has come, never with what was
 * announced, and not beyond a bound: a longer message is passed over whole.
 */
final class Gathered {
  private static final int FIRST_BYTES = 8 << 10;

  private final int maxBytes;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private boolean tooLong;

  Gathered(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes a piece. */
  void add(ByteBuffer piece) {
    if (tooLong || piece.remaining() > maxBytes - length) {
      tooLong = true;
      bytes = new byte[FIRST_BYTES];
      return;
    }
    int needed = length + piece.remaining();
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(needed, 2L * bytes.length)));
    }
    piece.get(bytes, length, piece.remaining());
    length = needed;
  }

  /** The whole message, its own memory; empty where it was too long. The next one begins. */
  Optional<byte[]> take() {
    byte @Nullable [] whole = tooLong ? null : Arrays.copyOf(bytes, length);
    length = 0;
    tooLong = false;
    bytes = new byte[FIRST_BYTES];
    return Optional.ofNullable(whole);
  }
}
