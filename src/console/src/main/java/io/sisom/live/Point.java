package io.sisom.live;

import java.time.Instant;

/**
 * The fleet in one stretch of time.
 *
 * @param start of it
 * @param frames scored in it
 * @param novel of these with a p-value at most the alarm level
 * @param delayMedian from capture to score, ms
 * @param delayHigh which 95 % of the frames do not exceed, ms
 */
public record Point(Instant start, int frames, int novel, double delayMedian, double delayHigh) {
  /** Share of novel frames, 0 to 1; 0 where there was no frame. */
  public double novelty() {
    return frames == 0 ? 0 : (double) novel / frames;
  }
}
