package io.sisom.queue;

import io.sisom.reference.NoneDiscount;
import java.time.Duration;

/**
 * How urgent a candidate is, in bits: its surprise, -log2 of the p-value, less one bit for each
 * half-life of its age (since its capture; since its scoring where it is of a recording), less
 * {@code staleBits} where another version than the live one scored it, less what the probability
 * that it shows none of the classes takes.
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

  /** So that age brings up again what was taken for foreign. */
  private static final double MAX_NONE_BITS = 16;

  private final double halfLifeMillis;
  private final double staleBits;
  private final boolean noneDiscount;

  Priority(Duration halfLife, double staleBits, boolean noneDiscount) {
    this.halfLifeMillis = halfLife.toMillis();
    this.staleBits = staleBits;
    this.noneDiscount = noneDiscount;
  }

  static Priority of(QueueConfig config) {
    return new Priority(config.halfLife(), config.staleBits(), config.noneDiscount());
  }

  /**
   * The candidate's place.
   *
   * @param live the version scorers serve; 0: not known, so no candidate is stale
   */
  Ranked of(Candidate candidate, long live) {
    double surprise = -Math.log(candidate.score().getPValue()) / Math.log(2);
    double age = candidate.agesFrom().toEpochMilli() / halfLifeMillis;
    boolean stale = live != 0 && candidate.score().getReferenceVersion() != live;
    Double given = candidate.score().getNoneProbability();
    double none = noneDiscount && given != null ? given : 0;
    double bits = surprise + age - (stale ? staleBits : 0) - NoneDiscount.bits(none, MAX_NONE_BITS);
    return new Ranked(
        Math.floor(EIGHTHS * bits) / EIGHTHS + (candidate.requested() ? REQUEST : 0),
        NoneDiscount.rank(candidate.score().getSisome(), none),
        candidate.frameId());
  }
}
