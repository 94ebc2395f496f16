package io.sisom.candidate;

import io.sisom.schema.FrameScore;

/** What the frames of a window are ranked by, the highest first. */
public enum CandidateRank {
  /**
   * The ratio of inner to outer distance (Eq. 7), by which the paper asks (Eq. 8): high between the
   * classes, where a label teaches most.
   */
  RATIO {
    @Override
    public double of(double sisome, double ratio) {
      return ratio;
    }
  },
  /** The score, which the energy leans towards frames that are like nothing known. */
  SISOME {
    @Override
    public double of(double sisome, double ratio) {
      return sisome;
    }
  };

  /** The value of a frame with these scores; higher comes first. */
  public abstract double of(double sisome, double ratio);

  double of(FrameScore score) {
    return of(score.getSisome(), score.getRatio());
  }
}
