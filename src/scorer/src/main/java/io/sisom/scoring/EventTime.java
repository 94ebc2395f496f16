package io.sisom.scoring;

import java.time.Duration;
import java.time.Instant;

/**
 * Which time counts as a frame's: its capture, unless that runs further ahead of Kafka's time stamp
 * than a clock may, or lies before the epoch. Then Kafka's counts: one bad clock must not close
 * every window.
 *
 * @param maxSkew how far ahead of Kafka a sensor's clock may run
 */
public record EventTime(Duration maxSkew) {
  /** The time that counts, of a frame at {@code place}. */
  public Instant of(Instant captured, FramePlace place) {
    return isAhead(captured, place.timestamp()) || captured.toEpochMilli() < 0
        ? Instant.ofEpochMilli(place.timestamp())
        : captured;
  }

  /** Whether the sensor's clock is too far ahead, in milliseconds of Kafka's time. */
  public boolean isAhead(Instant captured, long kafkaTime) {
    return captured.toEpochMilli() > kafkaTime + maxSkew.toMillis();
  }
}
