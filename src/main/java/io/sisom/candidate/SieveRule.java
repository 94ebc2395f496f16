package io.sisom.candidate;

import io.sisom.schema.FrameScore;
import java.util.Optional;

/**
 * Whether a score alone rules a frame out. Cheap, so that a scorer can ask before it puts frame and
 * features together. Infinite novelty passes where no limit is set and ranks first.
 */
public final class SieveRule {
  private final CandidateConfig config;

  /** The rule with these limits. */
  public SieveRule(CandidateConfig config) {
    this.config = config;
  }

  /** Why the frame is no candidate; empty where it may be one. */
  public Optional<DropReason> refuses(FrameScore score) {
    if (Double.isNaN(score.getSisome()) || Double.isNaN(score.getPValue())) {
      return Optional.of(DropReason.UNSCORED);
    }
    if (score.getPValue() > config.maxP()) {
      return Optional.of(DropReason.FAMILIAR);
    }
    boolean far = score.getSisome() > config.farSisome() || score.getRatio() > config.farRatio();
    return far ? Optional.of(DropReason.FAR) : Optional.empty();
  }
}
