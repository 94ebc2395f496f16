package io.sisom.scoring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is ready for the device, and how much more is being decoded. Both change in one step, so
 * that the device never waits for a frame that is not coming.
 */
final class DecodedFrames<T> {
  private final Deque<Ready<T>> ready = new ArrayDeque<>();
  private int coming;

  private record Ready<T>(T frame, long since) {}

  /** One more is being decoded. */
  synchronized void coming() {
    coming++;
  }

  /** One that was coming is here. */
  synchronized void add(T frame) {
    coming--;
    ready.add(new Ready<>(frame, System.nanoTime()));
    notifyAll();
  }

  /** One that was coming will not be. */
  synchronized void gone() {
    coming--;
    notifyAll();
  }

  /**
   * Waits for a batch: it leaves when it is full, when nothing more is coming, or when its oldest
   * frame has lingered. Several threads may take; what one waits for another may get.
   *
   * @return 1 to {@code most} frames in the order they became ready
   */
  synchronized List<T> take(int most, Duration linger) throws InterruptedException {
    while (ready.isEmpty() || mayGrow(most, linger)) {
      if (ready.isEmpty()) {
        wait();
      } else {
        TimeUnit.NANOSECONDS.timedWait(this, left(linger));
      }
    }
    List<T> batch = new ArrayList<>(Math.min(most, ready.size()));
    while (batch.size() < most && !ready.isEmpty()) {
      batch.add(ready.remove().frame());
    }
    return batch;
  }

  private boolean mayGrow(int most, Duration linger) {
    return ready.size() < most && coming > 0 && left(linger) > 0;
  }

  /** Nanoseconds that the oldest frame may still linger. */
  private long left(Duration linger) {
    return ready.element().since() + linger.toNanos() - System.nanoTime();
  }
}
