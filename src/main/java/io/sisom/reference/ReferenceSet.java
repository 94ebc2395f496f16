package io.sisom.reference;

import io.sisom.model.Head;
import io.sisom.sisom.Balance;
import io.sisom.sisom.OuterReading;
import io.sisom.sisom.ScoreForm;
import io.sisom.sisom.Steepness;

/**
 * Everything scoring needs besides the model's file: published and swapped as one value.
 *
 * @param steepness of each tap, with the taps' layout
 * @param head the label set and the layer that predicts it
 * @param known frames that distances are measured to
 * @param outer from where the outer distance is measured
 * @param form of SISOMe
 * @param balance of energy against ratio
 * @param ratioAverage r_avg (Eq. 10), 0 or more
 * @param calibration held-out scores in this form and balance
 */
public record ReferenceSet(
    Steepness steepness,
    Head head,
    KnownFrames known,
    OuterReading outer,
    ScoreForm form,
    Balance balance,
    double ratioAverage,
    CalibrationScores calibration) {

  /** Throws {@link IllegalArgumentException} where the parts do not fit each other. */
  public ReferenceSet {
    if (known.features().width() != steepness.activeUnits()) {
      throw new IllegalArgumentException(
          String.format(
              "reference set: known features are %d wide, the steepness has %d active units",
              known.features().width(), steepness.activeUnits()));
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
}
