package io.sisom.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of {@link SeenFrames}, of one length however long names are: they hold the first {@value
 * #DIGEST} bytes of a SHA-256. One thread.
 *
 * <ul>
 *   <li>{@code s | sensor}: its {@link SeenSpan}.
 *   <li>{@code b | sensor | index}: a {@link SeenBucket}.
 *   <li>{@code f | frame}, of {@link SeenEarlier}: the frame was seen.
 *   <li>{@code n | sensor | number}, of the same: which frame was the sensor's {@code number}-th.
 * </ul>
 */
final class SeenKeys {
  static final int DIGEST = 16;
  private static final byte BUCKET = 'b';
  private static final byte FRAME = 'f';
  private static final byte NUMBER = 'n';
  private static final byte SENSOR = 's';

  private final MessageDigest sha256;

  SeenKeys() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Bytes sensor(String sensorId) {
    return key(SENSOR, sha256.digest(sensorId.getBytes(StandardCharsets.UTF_8)));
  }

  Bytes frame(Bytes sensor, String frameId) {
    sha256.update(sensor.get());
    return key(FRAME, sha256.digest(frameId.getBytes(StandardCharsets.UTF_8)));
  }

  Bytes bucket(Bytes sensor, long index) {
    return key(BUCKET, sensor, index);
  }

  Bytes number(Bytes sensor, long number) {
    return key(NUMBER, sensor, number);
  }

  private static Bytes key(byte kind, Bytes sensor, long number) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + DIGEST + Long.BYTES)
            .put(kind)
            .put(sensor.get(), 1, DIGEST)
            .putLong(number)
            .array());
  }

  static IllegalStateException laterVersion() {
    return new IllegalStateException(
        "the store " + RepeatStage.STORE + " was written by a later version of this program");
  }

  /** Before every sensor's key. */
  static Bytes firstSensor() {
    return Bytes.wrap(new byte[] {SENSOR});
  }

  /** Behind every sensor's key. */
  static Bytes lastSensor() {
    byte[] last = new byte[1 + DIGEST];
    Arrays.fill(last, (byte) 0xff);
    last[0] = SENSOR;
    return Bytes.wrap(last);
  }

  private static Bytes key(byte kind, byte[] digest) {
    return Bytes.wrap(ByteBuffer.allocate(1 + DIGEST).put(kind).put(digest, 0, DIGEST).array());
  }
}
