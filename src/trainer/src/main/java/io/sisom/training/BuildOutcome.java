package io.sisom.training;

import io.sisom.reference.ReferenceSet;
import java.util.Map;

/** What came of building a reference set. */
public sealed interface BuildOutcome {
  /** A set that can be published. */
  record Built(ReferenceSet reference, BuildReport report) implements BuildOutcome {}

  /** No set, for a reason a person understands; more labels may help. */
  record NotBuildable(String reason) implements BuildOutcome {}

  /**
   * Counts and figures of a build.
   *
   * @param pooledFrames frames the known ones were chosen from
   * @param calibrationFrames frames held out
   * @param unknownLabelFrames frames left out because the head has no row for their label
   * @param notFiniteFrames frames left out because logits or features are not finite
   * @param knownByLabel known frames of each label that has any
   * @param accuracy share of calibration frames whose pseudo-class is their label, 0 to 1
   * @param radius of ProbCover's balls; 0 where the set was not reduced
   * @param restarts of ProbCover over all classes; many mean the radius is too large
   */
  record BuildReport(
      int pooledFrames,
      int calibrationFrames,
      int unknownLabelFrames,
      int notFiniteFrames,
      Map<String, Integer> knownByLabel,
      double accuracy,
      double radius,
      int restarts) {}
}
