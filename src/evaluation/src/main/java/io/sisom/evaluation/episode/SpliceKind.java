package io.sisom.evaluation.episode;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sisom.evaluation.EvaluationException;
import java.util.Arrays;
import java.util.Locale;

/** What is spliced into a recording. */
public enum SpliceKind {
  /** A picture pasted in an ellipse, which moves a little from frame to frame. */
  OBJECT,
  /** Another picture in the whole frame, which drifts. */
  PLACE,
  /** A gray veil, denser toward the top. */
  FOG,
  /** Less light. */
  DARK,
  /** Out of focus. */
  BLUR;

  /** Lower-case name, as in options, plans and reports. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By its key.
   *
   * @throws EvaluationException where there is none
   */
  public static SpliceKind of(String key) {
    return Arrays.stream(values())
        .filter(kind -> kind.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationException(
                    key
                        + " is no kind of splice; known are "
                        + Arrays.stream(values()).map(SpliceKind::key).toList()));
  }
}
