package io.sisom.reference;

import io.sisom.method.Balance;
import io.sisom.method.DistanceRule;
import io.sisom.method.Head;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;

/**
 * Everything scoring needs besides the model's file: published and swapped as one value.
 *
 * @param rule how frames are measured against the known ones, with the layout of the model's taps
 * @param head the label set and the layer that predicts it
 * @param known frames that distances are measured to
 * @param form in which energy and distance are added
 * @param balance of energy against distance
 * @param ratioAverage r_avg (Eq. 10) among the rule's features, 0 or more
 * @param calibration held-out scores in this form and balance
 * @param fitReport how the settings were chosen, JSON; empty where they were given
 */
public record ReferenceSet(
    DistanceRule rule,
    Head head,
    KnownFrames known,
    ScoreForm form,
    Balance balance,
    double ratioAverage,
    CalibrationScores calibration,
    String fitReport) {

  /** Throws {@link IllegalArgumentException} where the parts do not fit each other. */
  public ReferenceSet {
    if (known.features().width() != rule.features().width()) {
      throw new IllegalArgumentException(
          String.format(
              "reference set: known features are %d wide, the taps that are on have %d active units",
              known.features().width(), rule.features().width()));
    }
    for (int row = 0; row < known.size(); row++) {
      int label = known.labels()[row];
      if (label < 0 || label >= head.classes()) {
        throw new IllegalArgumentException(
            String.format(
                "reference set: frame %s has label %d, the head has %d",
                known.frameIds().get(row), label, head.classes()));
      }
    }
    if (!(ratioAverage >= 0)) {
      throw new IllegalArgumentException(
          "reference set: r_avg " + ratioAverage + " is not 0 or more");
    }
  }

  /** Which of the two scores it serves. */
  public Profile profile() {
    return rule.profile();
  }

  /** Whether frames need the backward pass. */
  public boolean needsGradients() {
    return rule.features().needsGradients();
  }
}
