package io.sisom.candidate;

import io.sisom.schema.PooledFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * What a partition passes on of a window: its best frames that differ, at most {@code candidate.k}
 * and the margin, each with what was left out for it.
 *
 * @param passed in rank order
 * @param near left out as near-duplicates of a passed one
 * @param outranked left out behind the last passed one
 */
record WindowShare(List<PooledFrame> passed, int near, int outranked) {
  /**
   * Chooses.
   *
   * @param ranked the frames that the partition kept of the window, in rank order; read no further
   *     than needed
   * @param kept how many there are
   */
  static WindowShare of(Iterable<PooledFrame> ranked, int kept, CandidateConfig config) {
    CandidateSelection<PooledFrame> selection =
        new CandidateSelection<>(
            config.k() + config.margin(), (a, b) -> EnhancedDistance.near(a, b, config.distance()));
    for (PooledFrame frame : ranked) {
      if (selection.full()) {
        break;
      }
      selection.offer(frame);
    }
    List<PooledFrame> chosen = selection.chosen();
    int outranked = kept - chosen.size() - selection.suppressed();
    // A full pool may have let frames go.
    boolean more = outranked > 0 || kept >= config.pool();
    List<PooledFrame> passed = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      boolean last = i == chosen.size() - 1;
      passed.add(of(chosen.get(i), selection.suppressedBy(i), last ? outranked : 0, last && more));
    }
    return new WindowShare(List.copyOf(passed), selection.suppressed(), outranked);
  }

  private static PooledFrame of(PooledFrame frame, int near, int outranked, boolean more) {
    return new PooledFrame(
        frame.getScore(),
        frame.getFrame(),
        frame.getEnhanced(),
        frame.getWhole(),
        near,
        outranked,
        more);
  }
}
