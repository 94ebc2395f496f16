package io.sisom.feed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When each message of a run is due: the n-th at start + n/rate, so that delays do not accumulate.
 */
public final class Pace {
  private final double perSecond;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private long started;
  private long count;

  /** Waits; replaced in tests. */
  public interface Sleeper {
    /** Waits {@code time}. */
    void sleep(Duration time) throws InterruptedException;
  }

  /** {@code perSecond} messages a second, or as fast as they go where it is 0. */
  public Pace(double perSecond, LongSupplier nanoTime, Sleeper sleeper) {
    if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("a rate is 0 or more a second, not " + perSecond);
    }
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
  }

  /** Of the machine's own clock. */
  public static Pace of(double perSecond) {
    return new Pace(
        perSecond,
        System::nanoTime,
        time -> java.util.concurrent.TimeUnit.NANOSECONDS.sleep(time.toNanos()));
  }

  void await() throws InterruptedException {
    if (perSecond == 0) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (count == 0) {
      started = now;
    }
    long due = started + (long) (count++ * 1e9 / perSecond);
    if (due > now) {
      sleeper.sleep(Duration.ofNanos(due - now));
    }
  }
}
