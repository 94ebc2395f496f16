package io.sisom.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A clean end on Ctrl-C or SIGTERM: the process stays until its work is put away, which is when
 * this is closed. Open it before what it is to wait for.
 */
public final class Stopping implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile Runnable stop = () -> {};

  private Stopping() {}

  /** From now on a signal is heard, and the process waits for {@link #close}. */
  public static Stopping onShutdown() {
    Stopping stopping = new Stopping();
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::hear, "sisom-stop"));
    return stopping;
  }

  /**
   * Runs {@code stop} when the process is told to end, at once if it has been; it may run twice.
   */
  public void thenRun(Runnable stop) {
    this.stop = stop;
    if (told.getCount() == 0) {
      stop.run();
    }
  }

  /** Blocks until the process is told to end, or the work no longer goes on; true if told. */
  public boolean await(BooleanSupplier working) throws InterruptedException {
    while (!told.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      if (!working.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** The work is put away; the process may end. */
  @Override
  public void close() {
    done.countDown();
  }

  private void hear() {
    told.countDown();
    stop.run();
    try {
      done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
