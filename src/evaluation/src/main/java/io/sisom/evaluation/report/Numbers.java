package io.sisom.evaluation.report;

import java.util.Locale;

/** Figures as people read them. */
final class Numbers {
  private Numbers() {}

  /** A share in percent, two places, without the sign. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  /** Four significant digits. */
  static String brief(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "" + value;
  }

  /** With thousands separated. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Seconds, as precise as is of use. */
  static String seconds(double value) {
    return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : "%.2f", value);
  }

  /** Whole where it is, else as it is. */
  static String brief0(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : brief(value);
  }

  /** Percentage points without sign, two places. */
  static String points(double value) {
    return String.format(Locale.ROOT, "%.2f", Math.abs(value));
  }
}
