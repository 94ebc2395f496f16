package io.sisom.feed.recording;

import io.sisom.feed.Pace;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When each frame is due so that a recording plays at a speed. The wait is counted from where it
 * began, so delays do not add up; it begins anew where recorded time goes back or leaps by more
 * than an hour, as clocks do that are set.
 */
public final class RecordedPace {
  private static final long MAX_GAP_NANOS = Duration.ofHours(1).toNanos();

  private final double speed;
  private final LongSupplier nanoTime;
  private final Pace.Sleeper sleeper;
  private boolean begun;
  private long started;
  private long from;
  private long latest;

  /** {@code speed} times as fast as recorded, or as fast as it goes where it is 0. */
  public RecordedPace(double speed, LongSupplier nanoTime, Pace.Sleeper sleeper) {
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("a speed is 0 or more, not " + speed);
    }
    this.speed = speed;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
  }

  /** Of the machine's own clock. */
  public static RecordedPace of(double speed) {
    return new RecordedPace(
        speed,
        System::nanoTime,
        time -> java.util.concurrent.TimeUnit.NANOSECONDS.sleep(time.toNanos()));
  }

  /** How long until a frame of that recorded time is due; changes nothing. */
  long waitNanos(long recordedNanos) {
    if (speed == 0 || !begun || leaps(recordedNanos)) {
      return 0;
    }
    long due = started + (long) ((recordedNanos - from) / speed);
    return Math.max(0, due - nanoTime.getAsLong());
  }

  /** Waits until a frame of that recorded time is due. */
  void await(long recordedNanos) throws InterruptedException {
    if (!begun || leaps(recordedNanos)) {
      begun = true;
      started = nanoTime.getAsLong();
      from = recordedNanos;
    }
    long wait = waitNanos(recordedNanos);
    latest = recordedNanos;
    if (wait > 0) {
      sleeper.sleep(Duration.ofNanos(wait));
    }
  }

  /** Several sensors are never quite in order. */
  private boolean leaps(long recordedNanos) {
    return recordedNanos < from || Math.abs(recordedNanos - latest) > MAX_GAP_NANOS;
  }
}
