package io.sisom.candidate;

import io.sisom.schema.FrameScore;
import java.util.Optional;

/**
 * Decides from the score alone whether a frame can become a candidate, so that the scorer packs
 * frame and features only for those that can. Infinite novelty passes where no limit is set, and
 * ranks first.
 */
final class SieveRule {
  private final CandidateConfig config;

  /** The rule with these limits. */
  public SieveRule(CandidateConfig config) {
    this.config = config;
  }

  /** Why the frame is no candidate; empty where it may be one. */
  public Optional<DropReason> refuses(FrameScore score) {
    if (score.getRepeated()) {
      return Optional.of(DropReason.REPEATED);
    }
    return refuses(score.getSisome(), score.getRatio(), score.getPValue());
  }

  Optional<DropReason> refuses(double sisome, double ratio, double pValue) {
    if (Double.isNaN(sisome) || Double.isNaN(ratio) || Double.isNaN(pValue)) {
      return Optional.of(DropReason.UNSCORED);
    }
    if (pValue > config.maxP()) {
      return Optional.of(DropReason.FAMILIAR);
    }
    boolean far = sisome > config.farSisome() || ratio > config.farRatio();
    return far ? Optional.of(DropReason.FAR) : Optional.empty();
  }
}
