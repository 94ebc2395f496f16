package io.sisom.feed.recording;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts what the clocks of many messages show, and which of them was taken. */
public final class ClockTally {
  private final Map<RecordingClock, Span> spans = new EnumMap<>(RecordingClock.class);
  private final Map<RecordingClock, Long> taken = new EnumMap<>(RecordingClock.class);
  private long unsound;
  private long spreadNanos;

  /** The earliest and the latest that a clock showed, nanoseconds since the epoch. */
  public record Span(long first, long last) {
    private Span with(Span other) {
      return new Span(Math.min(first, other.first), Math.max(last, other.last));
    }
  }

  /** One more message. */
  public void add(MessageClocks clocks, RecordedStamp stamp) {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (RecordingClock clock : RecordingClock.values()) {
      OptionalLong shown = clocks.at(clock);
      if (shown.isPresent()) {
        long nanos = shown.getAsLong();
        spans.merge(clock, new Span(nanos, nanos), Span::with);
        earliest = Math.min(earliest, nanos);
        latest = Math.max(latest, nanos);
      }
    }
    long apart = latest - earliest; // negative where it is more than a long holds
    spreadNanos = Math.max(spreadNanos, apart < 0 ? Long.MAX_VALUE : apart);
    taken.merge(stamp.clock(), 1L, Long::sum);
    unsound += stamp.sound() ? 0 : 1;
  }

  /** What one clock showed; empty where no message had it. */
  public Optional<Span> span(RecordingClock clock) {
    return Optional.ofNullable(spans.get(clock));
  }

  /** How many messages' stamp was taken from that clock. */
  public long taken(RecordingClock clock) {
    return taken.getOrDefault(clock, 0L);
  }

  /** How many messages have no clock that is sound. */
  public long unsound() {
    return unsound;
  }

  /** The most that the clocks of one message are apart, nanoseconds. */
  public long spreadNanos() {
    return spreadNanos;
  }
}
