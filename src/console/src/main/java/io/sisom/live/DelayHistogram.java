package io.sisom.live;

/** Counts delays in steps of 9 %, so that percentiles cost the same however many there are. */
final class DelayHistogram {
  private static final int STEPS_PER_OCTAVE = 8;

  /** Up to 2^31 ms, some 24 days. */
  private static final int STEPS = 31 * STEPS_PER_OCTAVE + 1;

  private final int[] counts = new int[STEPS];
  private int total;

  /** Counts a delay; a negative one, of clocks that disagree, as none. */
  void add(long millis) {
    double octaves = Math.log(Math.max(0, millis) + 1.0) / Math.log(2);
    counts[Math.min(STEPS - 1, (int) Math.ceil(STEPS_PER_OCTAVE * octaves))]++;
    total++;
  }

  /** Delay that a share of them does not exceed, ms; 0 where there are none. */
  double percentile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long passed = 0;
    for (int step = 0; step < STEPS && total > 0; step++) {
      passed += counts[step];
      if (passed >= wanted) {
        return Math.pow(2, (double) step / STEPS_PER_OCTAVE) - 1;
      }
    }
    return 0;
  }
}
