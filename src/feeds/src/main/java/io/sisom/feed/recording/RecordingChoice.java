package io.sisom.feed.recording;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is fed of a recording, and as what.
 *
 * @param topics which topics
 * @param sensors how their sensors are called
 * @param clock which clock is asked first
 * @param since nothing captured before; null: from the start
 * @param until nothing captured from there on; null: to the end
 * @param everyNanos a sensor's frames are at least so far apart; 0: all
 * @param distinct whether a frame that looks like its sensor's last one is left out
 * @param time what the event time is
 * @param pictures how pictures are read, in words that differ where they are read in another way
 */
public record RecordingChoice(
    TopicGlobs topics,
    SensorNames sensors,
    RecordingClock clock,
    @Nullable TimeBound since,
    @Nullable TimeBound until,
    long everyNanos,
    boolean distinct,
    TimeMode time,
    String pictures) {
  private static final int KEY_BYTES = 6;

  /** A short name for exactly this choice: the same command again has the same. */
  public String key() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
