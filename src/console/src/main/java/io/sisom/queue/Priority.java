package io.sisom.queue;

import java.time.Duration;

/**
 * How urgent a candidate is, in bits: its surprise, -log2 of the p-value, less one bit for each
 * half-life of its age, less {@code staleBits} where another version than the live one scored it.
 *
 * <p>A frame that someone asked for comes before all that nobody did.
 *
 * <p>Bits count in eighths, three hours of the default half-life: below that the score decides, of
 * which the p-value is a coarser image, and not who was seen a moment later.
 *
 * <p>All ages grow at one pace, so the order of two candidates never changes with time: the bits
 * count from the epoch instead of from now, and nothing need be sorted again.
 */
final class Priority {
  private static final double EIGHTHS = 8;

  /** More bits than p-values, and two years at a half-life of a minute, tell apart. */
  private static final double REQUEST = 1e6;

  private final double halfLifeMillis;
  private final double staleBits;

  Priority(Duration halfLife, double staleBits) {
    this.halfLifeMillis = halfLife.toMillis();
    this.staleBits = staleBits;
  }

  /**
   * The candidate's place.
   *
   * @param live the version scorers serve; 0: not known, so no candidate is stale
   */
  Ranked of(Candidate candidate, long live) {
    double surprise = -Math.log(candidate.score().getPValue()) / Math.log(2);
    double age = candidate.seenAt().toEpochMilli() / halfLifeMillis;
    boolean stale = live != 0 && candidate.score().getReferenceVersion() != live;
    return new Ranked(
        Math.floor(EIGHTHS * (surprise + age - (stale ? staleBits : 0))) / EIGHTHS
            + (candidate.requested() ? REQUEST : 0),
        candidate.score().getSisome(),
        candidate.frameId());
  }
}
