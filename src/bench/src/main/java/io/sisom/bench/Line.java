package io.sisom.bench;

/**
 * One figure.
 *
 * @param what was measured
 * @param value of it
 * @param unit of the value
 * @param ratio to the figure it is compared with, measured in turns with it; NaN where none is
 */
public record Line(String what, double value, String unit, double ratio) {
  /** A figure of its own. */
  static Line of(String what, double value, String unit) {
    return new Line(what, value, unit, Double.NaN);
  }
}
