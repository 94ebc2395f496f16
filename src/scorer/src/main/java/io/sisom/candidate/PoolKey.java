package io.sisom.candidate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The key of a pooled frame. Byte order is rank order within a window: the highest {@link
 * CandidateRank value} first, less where the frame may show no class; ties by frameId. Two layouts,
 * told apart by the first bit:
 *
 * <ul>
 *   <li>of the fleet, as ever since the first version: window start (8 bytes, big-endian, never
 *       negative) | value turned so that higher comes first (8 bytes) | frameId in UTF-8;
 *   <li>of a sensor: {@code 81} hex (the second layout) | window start (8 bytes) | length of the
 *       sensorId (4 bytes) | sensorId in UTF-8 | value | frameId.
 * </ul>
 */
final class PoolKey {
  private static final byte OF_SENSOR = (byte) 0x81;

  private PoolKey() {}

  /**
   * Writes a key.
   *
   * @param window the fleet's begins no earlier than 1970
   * @param value any but NaN, which the sieve keeps out; infinite is fine
   */
  static Bytes of(WindowId window, double value, String frameId) {
    byte[] id = frameId.getBytes(StandardCharsets.UTF_8);
    byte[] sensor = window.sensorId().getBytes(StandardCharsets.UTF_8);
    ByteBuffer key =
        ByteBuffer.allocate(1 + Integer.BYTES + sensor.length + 2 * Long.BYTES + id.length);
    if (window.fleet()) {
      key.putLong(window.start());
    } else {
      key.put(OF_SENSOR).putLong(window.start()).putInt(sensor.length).put(sensor);
    }
    key.putLong(descending(value)).put(id).flip();
    byte[] bytes = new byte[key.remaining()];
    key.get(bytes);
    return Bytes.wrap(bytes);
  }

  static WindowId window(Bytes key) {
    return window(ByteBuffer.wrap(key.get()));
  }

  static String frameId(Bytes key) {
    ByteBuffer rest = ByteBuffer.wrap(key.get());
    window(rest);
    rest.getLong();
    return text(rest, rest.remaining());
  }

  private static WindowId window(ByteBuffer key) {
    if (key.get(0) != OF_SENSOR) {
      return WindowId.ofFleet(key.getLong());
    }
    key.get();
    long start = key.getLong();
    return new WindowId(text(key, key.getInt()), start);
  }

  private static String text(ByteBuffer key, int length) {
    byte[] bytes = new byte[length];
    key.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** As unsigned bytes, smaller for larger values; 0 and -0 alike. */
  private static long descending(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    long ascending = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    return ~ascending;
  }
}
