package io.sisom.feed.live;

/** How far a sensor's clock is behind the one here: the least of its last frames' differences. */
final class ClockOffset {
  private static final int FRAMES = 32;

  private final long[] last = new long[FRAMES];
  private int count;

  /**
   * With one more frame.
   *
   * @param nanos from the frame's stamp to its arrival
   * @return the least of the last {@value #FRAMES}
   */
  long with(long nanos) {
    last[count % FRAMES] = nanos;
    count = count == Integer.MAX_VALUE ? FRAMES : count + 1;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < Math.min(count, FRAMES); i++) {
      least = Math.min(least, last[i]);
    }
    return least;
  }
}
