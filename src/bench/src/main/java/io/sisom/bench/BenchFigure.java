package io.sisom.bench;

/**
 * One measured figure.
 *
 * @param what was measured
 * @param value of it
 * @param unit of the value
 * @param ratio to the figure it is compared with, measured in turns with it; NaN where none is
 */
record BenchFigure(String what, double value, String unit, double ratio) {
  /** A figure of its own. */
  static BenchFigure of(String what, double value, String unit) {
    return new BenchFigure(what, value, unit, Double.NaN);
  }
}
