package io.sisom.recording.video;

import io.sisom.recording.VideoChoices;

/**
 * Which sound pictures are asked for: those after a time, and the first in each stretch of time.
 * Stretches are counted from time 0, so that a run that goes on takes the same pictures.
 */
final class Sampling {
  private final long every;
  private final long after;
  private long stretch;
  private boolean any;
  private boolean reached;

  Sampling(VideoChoices choices) {
    every = choices.everyNanos();
    after = choices.afterNanos().orElse(Long.MIN_VALUE);
    reached = choices.afterNanos().isEmpty();
    if (every > 0 && choices.afterNanos().isPresent()) {
      stretch = Math.floorDiv(after, every);
      any = true;
    }
  }

  /** Whether the picture of this time is taken. */
  boolean takes(long nanos) {
    reached |= nanos >= after;
    if (nanos <= after) {
      return false;
    }
    if (every == 0) {
      return true;
    }
    long its = Math.floorDiv(nanos, every);
    if (any && its <= stretch) {
      return false;
    }
    stretch = its;
    any = true;
    return true;
  }

  /** Whether the time after which pictures are asked for has come. */
  boolean reached() {
    return reached;
  }
}
