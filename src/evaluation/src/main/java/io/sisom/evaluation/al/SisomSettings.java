package io.sisom.evaluation.al;

import io.sisom.candidate.CandidateConfig;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.ScoreSettings;
import io.sisom.method.TapLayout;
import io.sisom.training.ReferenceConfig;
import java.util.Set;

/**
 * How SISOM scores and what it leaves out.
 *
 * @param score which score
 * @param fitting how its settings are fitted, each cycle anew
 * @param reference how the reference set is built of the labeled frames
 * @param candidates the stream's limits
 * @param farCut what of them is found anew: the SISOMe above which a frame is junk
 * @param diversity what of them is found anew: the distance of near-duplicates
 * @param joda parts of Joda that are switched on, for the strategy of this name
 */
public record SisomSettings(
    ScoreSettings score,
    FittingConfig fitting,
    ReferenceConfig reference,
    CandidateConfig candidates,
    Tuning farCut,
    Tuning diversity,
    Set<JodaPart> joda) {
  /** Keeps a copy of the set. */
  public SisomSettings {
    joda = Set.copyOf(joda);
  }

  /** The same with everything ranked and nothing left out. */
  SisomSettings topK() {
    return new SisomSettings(
        score, fitting, reference, candidates, new Tuning.Off(), new Tuning.Off(), joda);
  }

  Set<String> gradientTaps(TapLayout layout) {
    return score.gradientTaps(layout, fitting);
  }
}
