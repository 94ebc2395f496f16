package io.sisom.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of the queue's writer and is not yet carried out, in order. It takes work in only
 * while it is open, and closing it hands out all that is left: whatever was taken in is carried out
 * or refused, and none is forgotten. The live version alone outlasts closing. The object's lock
 * guards all of it.
 */
final class PendingWork {
  /** More than annotators and their scripts ask in the seconds that a slow commit takes. */
  private static final int CAPACITY = 10_000;

  private static final int LARGEST_BATCH = 500;

  private final Deque<Work> waiting = new ArrayDeque<>();
  private boolean open;
  private Work.@Nullable Live version;

  /** Whether the work was taken in; not while closed, or with too much waiting. */
  synchronized boolean add(Work work) {
    if (!open || waiting.size() >= CAPACITY) {
      return false;
    }
    waiting.add(work);
    notifyAll();
    return true;
  }

  /** The version that scorers serve, told to every writer that opens from now on. */
  synchronized void live(Work.Live news) {
    version = news;
    if (open) {
      waiting.add(news);
      notifyAll();
    }
  }

  /** Takes work in from now on. */
  synchronized void open() {
    open = true;
    if (version != null) {
      waiting.add(version);
    }
  }

  /** Takes no more in; what is left. */
  synchronized List<Work> close() {
    open = false;
    List<Work> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }

  /** The next ones, as many as one transaction is to hold; none where none comes in time. */
  synchronized List<Work> take(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos();
        waiting.isEmpty() && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    List<Work> taken = new ArrayList<>();
    while (taken.size() < LARGEST_BATCH && !waiting.isEmpty()) {
      taken.add(waiting.removeFirst());
    }
    return taken;
  }
}
