package io.sisom.labeling;

import io.sisom.wire.LabelKind;
import java.time.Instant;

/**
 * What one annotator said of one frame.
 *
 * @param frameId of the frame
 * @param picture hash of its pixels or of its bytes: frames that show the same have the same
 * @param annotator who
 * @param label what; of another kind than a class the kind's word
 * @param at when
 * @param calibration whether it is to be held out for calibration, and never learned from
 * @param kind whether the label names a class
 * @param muted of kind foreign: whether what is so like the frame is to raise no alert
 */
public record Answer(
    String frameId,
    String picture,
    String annotator,
    String label,
    Instant at,
    boolean calibration,
    LabelKind kind,
    boolean muted) {
  /** An answer that mutes nothing. */
  public Answer(
      String frameId,
      String picture,
      String annotator,
      String label,
      Instant at,
      boolean calibration,
      LabelKind kind) {
    this(frameId, picture, annotator, label, at, calibration, kind, false);
  }

  /** An answer that names a class. */
  public Answer(
      String frameId,
      String picture,
      String annotator,
      String label,
      Instant at,
      boolean calibration) {
    this(frameId, picture, annotator, label, at, calibration, LabelKind.CLASS);
  }

  /** Whether it says that the frame is foreign and what is like it not worth an alert. */
  public boolean mutes() {
    return kind == LabelKind.FOREIGN && muted;
  }

  /** Whether it names this class. */
  public boolean names(String other) {
    return kind == LabelKind.CLASS && label.equals(other);
  }
}
