package io.sisom.candidate;

import io.sisom.schema.PooledFrame;
import java.util.function.LongSupplier;

/**
 * Ranks frames among those of their sensor alone: of recordings, and of sensors whose clocks are
 * off.
 */
final class SensorRanking {
  private final SensorWindows windows;
  private final CandidatePool pool;
  private final WindowPublisher publisher;
  private final CandidateMetrics metrics;
  private final LongSupplier wallClock;

  /**
   * Over what an earlier life of the application left in the pool.
   *
   * @param wallClock ms since 1970
   */
  SensorRanking(
      CandidateConfig config,
      CandidatePool pool,
      WindowPublisher publisher,
      CandidateMetrics metrics,
      LongSupplier wallClock) {
    this.windows = new SensorWindows(config, pool.open(), wallClock.getAsLong());
    this.pool = pool;
    this.publisher = publisher;
    this.metrics = metrics;
    this.wallClock = wallClock;
  }

  void take(PooledFrame frame) {
    String sensorId = frame.getScore().getSensorId();
    long capturedAt = frame.getScore().getCapturedAt().toEpochMilli();
    windows.passedBy(sensorId, capturedAt).forEach(this::close);
    WindowId window = windows.open(sensorId, capturedAt, wallClock.getAsLong());
    if (pool.add(window, frame)) {
      metrics.dropped(DropReason.OUTRANKED);
    }
    windows.tooMany().ifPresent(this::close);
  }

  void closeIdle(long now) {
    windows.idle(now).forEach(this::close);
  }

  private void close(WindowId window) {
    publisher.publish(window, windows.end(window));
    windows.close(window);
  }
}
