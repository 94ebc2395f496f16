package io.sisom.candidate;

import io.sisom.candidate.CandidateSelection.OfferOutcome;
import io.sisom.schema.PooledFrame;
import java.util.List;
import java.util.function.Predicate;

/**
 * The candidates of a window: the best that differ, of the frames that one partition kept or that
 * all partitions passed on.
 *
 * <p><b>In two steps as in one.</b> Let <i>one ranking</i> be {@link WindowRanking} of all frames
 * that the partitions have. Where {@code unsure} is false, the choice is that of one ranking, frame
 * by frame. A frame that a partition left out as a near-duplicate is near one that was passed on
 * and ranks better; while that one is chosen, one ranking leaves it out too. A frame that a
 * partition left out as outranked ranks behind the last that it passed on; while the choice is full
 * before that one is passed, one ranking leaves it out too. {@code unsure} says that one of both
 * was not so. In particular it is the same wherever near-duplicates of near-duplicates are
 * near-duplicates, as the repeats of one picture are, and no partition passed on more than {@code
 * candidate.margin} frames that were left out for another partition's.
 *
 * <p><b>At worst.</b> Of any frame that is not chosen, one of these holds: k chosen ones rank
 * better; or a chosen one that ranks better is nearer than twice {@code candidate.distance}; or its
 * partition passed on k and the margin better ones, more than the margin of which were near chosen
 * ones that rank better still. All chosen differ, and are in rank order. {@code
 * TwoStepRankingProperties} holds both.
 *
 * @param chosen in rank order, at most k
 * @param near of the frames given, left out for a better one
 * @param unsure whether one ranking of all frames may choose otherwise
 */
record WindowChoice(List<PooledFrame> chosen, int near, boolean unsure) {
  /**
   * Chooses.
   *
   * @param ranked in rank order; read no further than needed
   * @param gone frames that cannot be chosen
   */
  static WindowChoice of(
      Iterable<PooledFrame> ranked, Predicate<PooledFrame> gone, CandidateConfig config) {
    CandidateSelection<PooledFrame> selection =
        new CandidateSelection<>(
            config.k(), (a, b) -> EnhancedDistance.near(a, b, config.distance()));
    boolean more = false;
    boolean unsure = false;
    for (PooledFrame frame : ranked) {
      if (selection.full()) {
        break;
      }
      unsure |= more;
      if (!gone.test(frame)) {
        boolean near = selection.offer(frame) == OfferOutcome.NEAR;
        unsure |= near && frame.getNear() > 0;
      }
      more |= frame.getMore();
    }
    unsure |= more && !selection.full();
    return new WindowChoice(selection.chosen(), selection.suppressed(), unsure);
  }
}
