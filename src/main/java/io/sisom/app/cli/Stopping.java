package io.sisom.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A clean end on Ctrl-C or SIGTERM: the process stays until its work is put away. */
final class Stopping {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Stopping() {}

  /** Runs {@code stop} when the process is told to end. */
  static void onShutdown(Runnable stop) {
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.run();
                  joinQuietly(main);
                },
                "sisom-stop"));
  }

  /** Blocks until the process is told to end; what the caller then closes is waited for. */
  static void awaitSignal() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    onShutdown(told::countDown);
    told.await();
  }

  private static void joinQuietly(Thread main) {
    try {
      main.join(TimeUnit.MILLISECONDS.convert(PATIENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
