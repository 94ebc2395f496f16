package io.sisom.console;

import io.sisom.live.Reviews;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.QueueConfig;
import io.sisom.setting.Settings;
import io.sisom.testkit.Interleavings;
import io.sisom.testkit.LongForm;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Who serves the queue, under many orders in which a log that has been read, another console that
 * takes over and a reader may meet. Lincheck chooses where a thread stops and another goes on.
 */
@Tag("interleavings")
class CommittedQueueInterleavingsTest {
  private static final int ORDERS = LongForm.of(200, 10_000);
  private static final LabelQueue QUEUE = new LabelQueue(Settings.defaults(QueueConfig.class));
  private static final Reviews REVIEWS = new Reviews(1);

  @Test
  void aQueueThatWasTakenOverIsNeverServedAgainHoweverLateItWasRead() {
    Interleavings.check(
        ORDERS,
        () -> {
          CommittedQueue committed = new CommittedQueue();
          AtomicInteger looks = new AtomicInteger();
          AtomicInteger halves = new AtomicInteger();
          Thread opening = new Thread(() -> committed.open(QUEUE, REVIEWS));
          Thread reading = new Thread(() -> look(committed, looks, halves));
          opening.start();
          reading.start();
          committed.takenOver();
          join(opening);
          join(reading);
          require(committed.state() == ConsoleState.TAKEN_OVER, "the queue is taken over");
          require(committed.read(queue -> 1).isEmpty(), "it is not served");
          require(committed.reviews().isEmpty(), "nor are the reviews");
          require(looks.get() == 1, "the reader has looked");
          require(halves.get() == 0, "no reader saw a console that ended and its queue");
        });
  }

  /** Counts the look, and whether it finds the queue of a console that had ended before. */
  private static void look(CommittedQueue committed, AtomicInteger looks, AtomicInteger halves) {
    boolean ended = !committed.goesOn();
    if (ended && committed.read(queue -> 1).isPresent()) {
      halves.incrementAndGet();
    }
    looks.incrementAndGet();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
