package io.sisom.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends the process cleanly on Ctrl-C or SIGTERM: the JVM stays up until {@link #close} says that
 * all work is finished, at most 40 seconds. Open it before the resources it waits for, so that it
 * closes after them.
 */
public final class GracefulShutdown implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile Runnable stop = () -> {};

  private GracefulShutdown() {}

  /** Registers the shutdown hook: from now on a signal waits for {@link #close}. */
  public static GracefulShutdown onShutdown() {
    GracefulShutdown stopping = new GracefulShutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::onSignal, "sisom-stop"));
    return stopping;
  }

  /**
   * Runs {@code stop} when the process is told to end, or at once if it already was; {@code stop}
   * may run twice.
   */
  public void thenRun(Runnable stop) {
    this.stop = stop;
    if (told.getCount() == 0) {
      stop.run();
    }
  }

  /** Blocks until the process is told to end (true) or {@code working} turns false (false). */
  public boolean await(BooleanSupplier working) throws InterruptedException {
    while (!told.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      if (!working.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** Says that all work is finished; the process may end. */
  @Override
  public void close() {
    done.countDown();
  }

  private void onSignal() {
    told.countDown();
    stop.run();
    try {
      done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
