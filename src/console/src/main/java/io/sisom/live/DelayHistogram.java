package io.sisom.live;

import io.sisom.wire.DelaySteps;

/** Counts delays in their steps, so that percentiles cost the same however many there are. */
final class DelayHistogram {
  private final int[] counts = new int[DelaySteps.COUNT];
  private long total;

  /** Counts a delay; a negative one, of clocks that disagree, as none. */
  void add(long millis) {
    add(DelaySteps.of(millis), 1);
  }

  /** Counts so many delays of one step, 0 to {@link DelaySteps#COUNT} - 1. */
  void add(int step, int frames) {
    counts[step] += frames;
    total += frames;
  }

  /** Delay that a share of them does not exceed, ms; 0 where there are none. */
  double percentile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * total));
    long passed = 0;
    for (int step = 0; step < counts.length && total > 0; step++) {
      passed += counts[step];
      if (passed >= wanted) {
        return DelaySteps.millis(step);
      }
    }
    return 0;
  }
}
