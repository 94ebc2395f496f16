package io.sisom.scoring;

import java.nio.ByteBuffer;

/**
 * A sensor's window in {@link SeenFrames}.
 *
 * @param next number of the sensor's next frame
 * @param heard wall time of the last
 * @param buckets that hold its frames
 * @param earlier first number that is still as an earlier version wrote it
 * @param earlierEnd behind the last of those; equal: none is
 */
record SeenSpan(long next, long heard, long buckets, long earlier, long earlierEnd) {
  static SeenSpan begin(long now) {
    return new SeenSpan(0, now, 1, 0, 0);
  }

  static SeenSpan parse(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    byte layout = bytes.get();
    if (layout == SeenEarlier.LAYOUT) {
      long oldest = bytes.getLong();
      long next = bytes.getLong();
      return new SeenSpan(next, bytes.getLong(), 1, oldest, next);
    }
    if (layout != SeenBucket.LAYOUT) {
      throw SeenKeys.laterVersion();
    }
    return new SeenSpan(
        bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  byte[] value() {
    return ByteBuffer.allocate(1 + 5 * Long.BYTES)
        .put(SeenBucket.LAYOUT)
        .putLong(next)
        .putLong(heard)
        .putLong(buckets)
        .putLong(earlier)
        .putLong(earlierEnd)
        .array();
  }
}
