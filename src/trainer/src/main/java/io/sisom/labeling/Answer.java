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
 */
public record Answer(
    String frameId,
    String picture,
    String annotator,
    String label,
    Instant at,
    boolean calibration,
    LabelKind kind) {
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

  /** Whether it names this class. */
  public boolean names(String other) {
    return kind == LabelKind.CLASS && label.equals(other);
  }
}
