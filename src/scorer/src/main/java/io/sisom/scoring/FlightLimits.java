package io.sisom.scoring;

import java.time.Duration;

/**
 * How much one consumer may have in flight: its even share of the batcher's queue, so that no
 * consumer keeps another out, and no more than is answered in a quarter of the time that a frame's
 * score may take.
 *
 * @param first frames to begin with, until it is known how fast answers come: a batch, where nobody
 *     set its size that of a CPU
 * @param frames at most
 * @param bytes at most; a larger record passes alone
 * @param within how long a frame should be in flight
 * @param timeout how long a frame may be in flight
 */
record FlightLimits(int first, int frames, long bytes, Duration within, Duration timeout) {
  private static final int SHARE_OF_TIMEOUT = 4;

  /** Of one of so many stream threads' consumers, where a score may take {@code timeout}. */
  static FlightLimits of(BatchConfig batch, Duration timeout, int threads) {
    return new FlightLimits(
        batch.maxFrames() > 0
            ? batch.maxFrames()
            : Math.min(BatchPlan.OF_CPU.maxFrames(), batch.queueFrames()),
        Math.max(1, batch.queueFrames() / threads),
        Math.max(1, batch.queueBytes() / threads),
        timeout.dividedBy(SHARE_OF_TIMEOUT),
        timeout);
  }
}
