package io.sisom.reference;

import io.sisom.method.Balance;
import io.sisom.method.DistanceRule;
import io.sisom.method.Head;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.TapLayout;
import java.util.Optional;

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
 * @param arithmetic in which numbers known features and held-out scores were computed
 * @param none what was learned of frames that show none of the classes; empty: nothing
 * @param muted foreign frames; what is so like one of them is to raise no alert; empty: none
 * @param sensors what is known of the sensors that calibration frames come from
 */
public record ReferenceSet(
    DistanceRule rule,
    Head head,
    KnownFrames known,
    ScoreForm form,
    Balance balance,
    double ratioAverage,
    CalibrationScores calibration,
    String fitReport,
    Arithmetic arithmetic,
    Optional<NoneRows> none,
    Optional<MutedFrames> muted,
    SensorCalibrations sensors) {

  /** Throws {@link IllegalArgumentException} where the parts do not fit each other. */
  public ReferenceSet {
    if (known.features().width() != rule.features().width()) {
      throw new IllegalArgumentException(
          String.format(
              "reference set: known features are %d wide, the taps that are on have %d active"
                  + " units",
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
    none.ifPresent(rows -> requireFits(rows, head, rule.features().layout()));
    muted.ifPresent(frames -> requireFits(frames, rule.features().layout()));
  }

  private static void requireFits(MutedFrames frames, TapLayout layout) {
    if (!frames.likeness().layout().equals(layout)) {
      throw new IllegalArgumentException(
          "reference set: muted frames are of taps "
              + frames.likeness().layout().taps()
              + ", known ones of "
              + layout.taps());
    }
  }

  private static void requireFits(NoneRows rows, Head head, TapLayout layout) {
    if (rows.head().penultimate() != head.penultimate() || rows.end() > layout.width()) {
      throw new IllegalArgumentException(
          String.format(
              "reference set: rows of none read units %d to %d, the head reads %d of the taps' %d",
              rows.offset(), rows.end(), head.penultimate(), layout.width()));
    }
  }

  /** Where nothing is known of sensors. */
  public ReferenceSet(
      DistanceRule rule,
      Head head,
      KnownFrames known,
      ScoreForm form,
      Balance balance,
      double ratioAverage,
      CalibrationScores calibration,
      String fitReport,
      Arithmetic arithmetic,
      Optional<NoneRows> none,
      Optional<MutedFrames> muted) {
    this(
        rule,
        head,
        known,
        form,
        balance,
        ratioAverage,
        calibration,
        fitReport,
        arithmetic,
        none,
        muted,
        SensorCalibrations.UNKNOWN);
  }

  /** Where no frame is muted. */
  public ReferenceSet(
      DistanceRule rule,
      Head head,
      KnownFrames known,
      ScoreForm form,
      Balance balance,
      double ratioAverage,
      CalibrationScores calibration,
      String fitReport,
      Arithmetic arithmetic,
      Optional<NoneRows> none) {
    this(
        rule,
        head,
        known,
        form,
        balance,
        ratioAverage,
        calibration,
        fitReport,
        arithmetic,
        none,
        Optional.empty());
  }

  /** Where nothing was learned of frames that show none of the classes. */
  public ReferenceSet(
      DistanceRule rule,
      Head head,
      KnownFrames known,
      ScoreForm form,
      Balance balance,
      double ratioAverage,
      CalibrationScores calibration,
      String fitReport,
      Arithmetic arithmetic) {
    this(
        rule,
        head,
        known,
        form,
        balance,
        ratioAverage,
        calibration,
        fitReport,
        arithmetic,
        Optional.empty());
  }

  /** Of numbers that are not known. */
  public ReferenceSet(
      DistanceRule rule,
      Head head,
      KnownFrames known,
      ScoreForm form,
      Balance balance,
      double ratioAverage,
      CalibrationScores calibration,
      String fitReport) {
    this(
        rule, head, known, form, balance, ratioAverage, calibration, fitReport, Arithmetic.UNKNOWN);
  }

  /** The same, computed in these numbers. */
  public ReferenceSet computedIn(Arithmetic numbers) {
    return new ReferenceSet(
        rule,
        head,
        known,
        form,
        balance,
        ratioAverage,
        calibration,
        fitReport,
        numbers,
        none,
        muted,
        sensors);
  }

  /** The same, measured by another rule between the same features. */
  public ReferenceSet with(DistanceRule other) {
    return new ReferenceSet(
        other,
        head,
        known,
        form,
        balance,
        ratioAverage,
        calibration,
        fitReport,
        arithmetic,
        none,
        muted,
        sensors);
  }

  /** The same, with what was learned of frames that show none of the classes. */
  public ReferenceSet withNone(Optional<NoneRows> rows) {
    return new ReferenceSet(
        rule,
        head,
        known,
        form,
        balance,
        ratioAverage,
        calibration,
        fitReport,
        arithmetic,
        rows,
        muted,
        sensors);
  }

  /** The same, with muted frames. */
  public ReferenceSet withMuted(Optional<MutedFrames> frames) {
    return new ReferenceSet(
        rule,
        head,
        known,
        form,
        balance,
        ratioAverage,
        calibration,
        fitReport,
        arithmetic,
        none,
        frames,
        sensors);
  }

  /** The same, with what is known of the calibration frames' sensors. */
  public ReferenceSet withSensors(SensorCalibrations others) {
    return new ReferenceSet(
        rule,
        head,
        known,
        form,
        balance,
        ratioAverage,
        calibration,
        fitReport,
        arithmetic,
        none,
        muted,
        others);
  }

  /** Which of the two scores it serves. */
  public Profile profile() {
    return rule.profile();
  }

  /** Whether frames need the backward pass. */
  public boolean needsGradients() {
    return rule.features().needsGradients();
  }

  /** Whether every class of the head has a known frame. */
  public boolean holdsEveryClass() {
    return known.holdsEvery(head.classes());
  }
}
