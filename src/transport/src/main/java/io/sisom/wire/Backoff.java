package io.sisom.wire;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How long to wait after a failure: each time twice as long, up to a limit, and short again after
 * some calm. Safe for use by many threads.
 */
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final Duration calm;
  private final LongSupplier nanoTime;
  private Duration last = Duration.ZERO;
  private OptionalLong failedAt = OptionalLong.empty();

  /**
   * Waits {@code first}, then twice that ...
   *
   * @param longest wait
   * @param calm time without a failure, waits included, after which the first wait is due again
   * @param nanoTime a clock that nobody sets, as {@link System#nanoTime}
   */
  public Backoff(Duration first, Duration longest, Duration calm, LongSupplier nanoTime) {
    this.first = first;
    this.longest = longest;
    this.calm = calm;
    this.nanoTime = nanoTime;
  }

  /** Calm is twice the longest wait. */
  public static Backoff between(Duration first, Duration longest) {
    return new Backoff(first, longest, longest.multipliedBy(2), System::nanoTime);
  }

  /** Something failed just now; how long to wait. */
  public synchronized Duration afterFailure() {
    long now = nanoTime.getAsLong();
    boolean calmBefore = failedAt.isEmpty() || now - failedAt.getAsLong() > calm.toNanos();
    Duration next = calmBefore ? first : last.multipliedBy(2);
    last = next.compareTo(longest) < 0 ? next : longest;
    failedAt = OptionalLong.of(now);
    return last;
  }
}
