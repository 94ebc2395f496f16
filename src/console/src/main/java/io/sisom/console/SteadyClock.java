package io.sisom.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The time of day for someone who keeps ends of durations in it. For one thread.
 *
 * <p>Between two steps it moves on exactly as the monotonic clock does, and so never back; it is
 * never off the wall clock by more than {@value #LOOSE_MS} ms. Where somebody sets the wall clock,
 * it takes one step and says how far: an end moved by the same step is as far off as it was.
 */
public final class SteadyClock {
  /** Below it lies what a clock is slewed by, and what passes between reading the one and other. */
  private static final long LOOSE_MS = 1_000;

  private final Clock wall;
  private final LongSupplier nanoTime;
  private Instant anchor;
  private long anchorNanos;

  /**
   * Shows the wall clock's time.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public SteadyClock(Clock wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.anchorNanos = nanoTime.getAsLong();
    this.anchor = wall.instant();
  }

  /** Of this machine. */
  public static SteadyClock ofMachine() {
    return new SteadyClock(Clock.systemUTC(), System::nanoTime);
  }

  /**
   * What the clock shows.
   *
   * @param now in whole milliseconds, as events keep it
   * @param step how far the wall clock was set since it was last read; mostly zero
   */
  record Reading(Instant now, Duration step) {}

  Reading read() {
    long nanos = nanoTime.getAsLong();
    Instant steady = anchor.plusNanos(nanos - anchorNanos);
    Duration off = Duration.between(steady, wall.instant());
    boolean set = off.abs().toMillis() > LOOSE_MS;
    anchor = set ? steady.plus(off) : steady;
    anchorNanos = nanos;
    return new Reading(anchor.truncatedTo(ChronoUnit.MILLIS), set ? off : Duration.ZERO);
  }

  /** Without its steps: for times that nothing is measured by. */
  Clock wall() {
    return wall;
  }
}
