package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import java.util.Locale;

/** A number that is found anew each cycle, given, or none. */
public sealed interface Tuning {
  /** Found from what has been labeled. */
  record Auto() implements Tuning {}

  /** Switched off. */
  record Off() implements Tuning {}

  /** Given; finite. */
  record Given(double value) implements Tuning {}

  /**
   * From {@code auto}, {@code off} or a number.
   *
   * @param option named where the text is none of these, by an {@link EvaluationException}
   */
  static Tuning parse(String option, String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "auto":
        return new Auto();
      case "off":
        return new Off();
      default:
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return new Given(value);
      }
    } catch (NumberFormatException e) {
      // falls through to the refusal below
    }
    throw new EvaluationException(option + " " + text + " is none of auto, off and a number");
  }
}
