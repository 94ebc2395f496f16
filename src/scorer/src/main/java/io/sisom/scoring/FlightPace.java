package io.sisom.scoring;

import java.time.Duration;

/**
 * How many frames may be in flight so that none waits longer than a bound, by how long frames did
 * wait.
 *
 * <p><b>Idea.</b> As many frames as are in flight, divided by the rate, is how long each waits
 * (Little's law). A frame that waited too long among {@code n} says how many fewer would have been
 * right; one that waited less than half as long as it might lets in one more, so that the number
 * doubles at most with every round. One thread.
 */
final class FlightPace {
  private final int most;
  private final long within;
  private int allowed;

  /**
   * A pace.
   *
   * @param first frames to begin with, while nothing is known
   * @param most frames ever
   * @param within how long a frame may wait
   */
  FlightPace(int first, int most, Duration within) {
    this.most = most;
    this.within = Math.max(1, within.toNanos());
    this.allowed = Math.max(1, Math.min(first, most));
  }

  /** Frames that may be in flight now, 1 or more. */
  int allowed() {
    return allowed;
  }

  /** A frame was answered that had waited {@code nanos} among {@code inFlight}, itself counted. */
  void answered(int inFlight, long nanos) {
    if (nanos > within) {
      long fitting = (long) (inFlight * ((double) within / nanos));
      allowed = (int) Math.max(1, Math.min(allowed, fitting));
    } else if (nanos < within / 2 && allowed < most) {
      allowed++;
    }
  }
}
