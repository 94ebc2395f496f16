package io.sisom.scoring;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Some frames of one sensor: of each the digest of its id (16 bytes), its number among the sensor's
 * frames and its offset (8 bytes each), behind one byte for this layout.
 */
final class SeenBucket {
  static final byte LAYOUT = 2;

  private static final int ENTRY = SeenKeys.DIGEST + 2 * Long.BYTES;

  private final byte[] value;

  /** As it was stored; null: empty. */
  SeenBucket(byte @Nullable [] value) {
    this.value = value == null ? new byte[] {LAYOUT} : value;
    if (this.value[0] != LAYOUT) {
      throw SeenKeys.laterVersion();
    }
  }

  /** The offset of a frame that is among those from {@code oldest} on; -1: it is not. */
  long offset(Bytes frame, long oldest) {
    for (int at = 1; at < value.length; at += ENTRY) {
      if (number(at) >= oldest
          && Arrays.equals(value, at, at + SeenKeys.DIGEST, frame.get(), 1, 1 + SeenKeys.DIGEST)) {
        return ByteBuffer.wrap(value).getLong(at + SeenKeys.DIGEST + Long.BYTES);
      }
    }
    return -1;
  }

  /** Without those before {@code oldest}, and with one more. */
  SeenBucket with(Bytes frame, long number, long offset, long oldest) {
    SeenBucket kept = only(oldest, hash -> true);
    return new SeenBucket(
        ByteBuffer.allocate(kept.value.length + ENTRY)
            .put(kept.value)
            .put(frame.get(), 1, SeenKeys.DIGEST)
            .putLong(number)
            .putLong(offset)
            .array());
  }

  /** Those from {@code oldest} on whose hash is among the wanted ones. */
  SeenBucket only(long oldest, LongPredicate wanted) {
    ByteBuffer kept = ByteBuffer.allocate(value.length).put(LAYOUT);
    for (int at = 1; at < value.length; at += ENTRY) {
      if (number(at) >= oldest && wanted.test(ByteBuffer.wrap(value).getLong(at))) {
        kept.put(value, at, ENTRY);
      }
    }
    return new SeenBucket(Arrays.copyOf(kept.array(), kept.position()));
  }

  /** Of a frame's digest; the low bits choose its bucket. */
  static long hash(Bytes frame) {
    return ByteBuffer.wrap(frame.get()).getLong(1);
  }

  /** As it is stored; null: it is empty. */
  byte @Nullable [] value() {
    return value.length == 1 ? null : value;
  }

  private long number(int entry) {
    return ByteBuffer.wrap(value).getLong(entry + SeenKeys.DIGEST);
  }
}
