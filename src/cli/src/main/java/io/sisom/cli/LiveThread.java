package io.sisom.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a live feed beside the thread that waits for the end. */
final class LiveThread {
  private static final long ENDING_MILLIS = 10_000;

  private final FutureTask<String> task;
  private final Thread thread;

  /** Starts it. */
  LiveThread(Callable<String> work) {
    this.task = new FutureTask<>(work);
    this.thread = new Thread(task, "feed-source");
    thread.setDaemon(true);
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Tells it to end, and waits for that. */
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join(ENDING_MILLIS);
  }

  /**
   * Why it ended by itself; empty where it was told to.
   *
   * @throws Exception what it failed with
   */
  Optional<String> ended() throws Exception {
    if (!task.isDone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(task.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        return Optional.empty();
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
