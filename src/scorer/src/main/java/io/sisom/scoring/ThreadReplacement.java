package io.sisom.scoring;

import io.sisom.wire.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed. What keeps failing is tried again ever more slowly, so that
 * a broken device floods neither the log nor the group with rebalances.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration CALM = Duration.ofMinutes(2);

  private final Backoff backoff;
  private final CountDownLatch closing = new CountDownLatch(1);

  ThreadReplacement(LongSupplier nanoTime) {
    this.backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, CALM, nanoTime);
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    Duration wait = pauseAfterFailure();
    log.atError()
        .addKeyValue("again.in", wait)
        .setCause(failure)
        .log("stream thread failed and is replaced; its frames are scored again");
    try {
      closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** How long to wait: longer each time, and short again after some calm. */
  Duration pauseAfterFailure() {
    return backoff.afterFailure();
  }

  /** Lets what waits go on. */
  @Override
  public void close() {
    closing.countDown();
  }
}
