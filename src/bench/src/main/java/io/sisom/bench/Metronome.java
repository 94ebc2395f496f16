package io.sisom.bench;

import java.util.concurrent.TimeUnit;

/** Keeps a steady rate: the n-th beat is at start + n/rate, so delays do not add up. */
final class Metronome {
  private final double perSecond;
  private final long started = System.nanoTime();
  private long beats;

  Metronome(double perSecond) {
    this.perSecond = perSecond;
  }

  /** Waits for the next beat; returns at once where it is due. */
  void await() throws InterruptedException {
    long due = started + (long) (beats++ * 1e9 / perSecond);
    long left = due - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }
}
