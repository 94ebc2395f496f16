package io.sisom.candidate;

import java.time.Instant;
import java.util.Optional;

/** Times of capture that no window has. */
final class CapturedTimes {
  /** What can be written as a date of four digits. */
  private static final long MAX = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private CapturedTimes() {}

  /** Why a frame is no candidate, by its time of capture alone; ms since 1970. */
  static Optional<DropReason> refuses(long capturedAt) {
    if (capturedAt < 0) {
      return Optional.of(DropReason.LATE);
    }
    return capturedAt > MAX ? Optional.of(DropReason.FUTURE) : Optional.empty();
  }
}
