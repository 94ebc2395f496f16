package io.sisom.recording.video;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/** Times at which containers say that a film was made. */
final class CreationTime {
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** {@code 2024-05-01T12:00:00.000000Z}, or as phones write it, with {@code +0200}. */
  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);

  private CreationTime() {}

  /** The time; empty where it is none, has no offset, or is not between 1990 and 2200. */
  static Optional<Instant> parse(String text) {
    try {
      Instant time = Instant.from(WRITTEN.parse(text.strip()));
      return time.isBefore(EARLIEST) || !time.isBefore(LATEST)
          ? Optional.empty()
          : Optional.of(time);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
