package io.sisom.console.http;

/**
 * A p-value drawn on a logarithmic scale, from 1 to one in ten thousand.
 *
 * @param text the p-value in three digits
 * @param x where its mark stands, in the drawing's units
 * @param bar how long the bar up to the mark is
 */
record Gauge(String text, double x, double bar) {
  private static final double DECADES = 4;
  private static final double LEFT = 12;
  private static final double WIDTH = 276;

  static Gauge of(double pValue) {
    double decades = Math.min(DECADES, Math.max(0, -Math.log10(pValue)));
    double x = LEFT + WIDTH * decades / DECADES;
    return new Gauge(Explanation.short3(pValue), tenth(x), tenth(x - LEFT));
  }

  private static double tenth(double value) {
    return Math.round(10 * value) / 10.0;
  }
}
