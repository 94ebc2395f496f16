package io.sisom.feed.live;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a bound, and by
 * chance up to a half less, so that many feeds do not come back at once.
 */
final class BackOff {
  private static final int MAX_DOUBLINGS = 20;

  private final Duration first;
  private final Duration most;
  private final DoubleSupplier chance;
  private int failures;

  /**
   * With bounds.
   *
   * @param chance numbers from 0 to below 1
   */
  BackOff(Duration first, Duration most, DoubleSupplier chance) {
    this.first = first;
    this.most = most;
    this.chance = chance;
  }

  /** The wait after one more failure. */
  Duration next() {
    long doubled = first.toMillis() << Math.min(failures, MAX_DOUBLINGS);
    failures++;
    long bound = Math.min(doubled, most.toMillis());
    return Duration.ofMillis(bound - (long) (bound / 2.0 * chance.getAsDouble()));
  }

  /** That something worked. */
  void reset() {
    failures = 0;
  }
}
