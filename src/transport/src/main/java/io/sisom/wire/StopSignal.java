package io.sisom.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a thread that works in the background when to end, in its pauses too. */
public final class StopSignal {
  private final CountDownLatch stop = new CountDownLatch(1);

  /** Whether the thread is to end. */
  public boolean given() {
    return stop.getCount() == 0;
  }

  /** Waits, on the thread; true as soon as it is to end or was interrupted. */
  public boolean givenWithin(Duration time) {
    try {
      return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Tells the thread to end. */
  public void give() {
    stop.countDown();
  }

  /** Tells it, and waits until it has, at most {@code patience}. */
  public void giveAndJoin(Thread thread, Duration patience) {
    give();
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
