package io.sisom.feed.recording;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** A place in recorded time: an instant, or so long after the first picture. */
public sealed interface TimeBound {
  /** Nanoseconds since the epoch, in a recording whose first picture has {@code startNanos}. */
  long nanos(long startNanos);

  /** An instant. */
  record At(long epochNanos) implements TimeBound {
    @Override
    public long nanos(long startNanos) {
      return epochNanos;
    }
  }

  /** So long after the first picture. */
  record After(long offsetNanos) implements TimeBound {
    @Override
    public long nanos(long startNanos) {
      return startNanos + offsetNanos;
    }
  }

  /**
   * Out of text: ISO time with an offset, or seconds from the start.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static TimeBound parse(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && seconds < 1e9) {
        return new After(Math.round(seconds * 1e9));
      }
    } catch (NumberFormatException e) {
      try {
        Instant at = OffsetDateTime.parse(text, DateTimeFormatter.ISO_DATE_TIME).toInstant();
        return new At(
            Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano()));
      } catch (DateTimeException | ArithmeticException wrong) {
        // Falls through to the one message for all that is wrong.
      }
    }
    throw new IllegalArgumentException(
        "expected seconds from the start, such as 12.5, or a time such as 2023-01-04T10:00:00Z");
  }
}
