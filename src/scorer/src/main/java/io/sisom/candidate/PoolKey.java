package io.sisom.candidate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The key of a pooled frame: window start (8 bytes, big-endian) | SISOMe turned so that higher
 * comes first (8 bytes) | frameId in UTF-8. Byte order is rank order: windows by time, within one
 * the highest SISOMe first, ties by frameId.
 */
final class PoolKey {
  private static final int HEADER = 2 * Long.BYTES;

  private PoolKey() {}

  /**
   * Writes a key.
   *
   * @param windowStart ms since 1970, not negative
   * @param sisome any but NaN, which the sieve keeps out; infinite is fine
   */
  static Bytes of(long windowStart, double sisome, String frameId) {
    byte[] id = frameId.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(HEADER + id.length)
            .putLong(windowStart)
            .putLong(descending(sisome))
            .put(id)
            .array());
  }

  static long windowStart(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong();
  }

  static String frameId(Bytes key) {
    return new String(key.get(), HEADER, key.get().length - HEADER, StandardCharsets.UTF_8);
  }

  /** As unsigned bytes, smaller for larger values; 0 and -0 alike. */
  private static long descending(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    long ascending = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    return ~ascending;
  }
}
