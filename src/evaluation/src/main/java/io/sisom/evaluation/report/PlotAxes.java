package io.sisom.evaluation.report;

import java.util.Locale;

/** The axes of a plot: map values to places on a drawing of fixed size, with ticks and titles. */
final class PlotAxes {
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  private final int width;
  private final int height;
  private final double[] x;
  private final double[] y;
  private final int left;
  private final int bottom;

  /**
   * Axes over ranges.
   *
   * @param x lower and upper value
   * @param y lower and upper value
   * @param left room for labels of the vertical axis
   */
  PlotAxes(int width, int height, double[] x, double[] y, int left) {
    this.width = width;
    this.height = height;
    this.x = x;
    this.y = y;
    this.left = left;
    this.bottom = 34;
  }

  double x(double value) {
    return left + (value - x[0]) / (x[1] - x[0]) * (width - left - 12);
  }

  double y(double value) {
    return height - bottom - (value - y[0]) / (y[1] - y[0]) * (height - bottom - 12);
  }

  /** Opening tag with a title for those who cannot see it. */
  String open(String title) {
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
        .formatted(width, height, Html.escape(title));
  }

  /** Horizontal ticks and the axis' name; vertical ones where {@code labeled}. */
  String grid(String xName, boolean labeled) {
    StringBuilder out = new StringBuilder("<g class=\"grid\">");
    double step = step(x[1] - x[0]);
    for (double v = Math.ceil(x[0] / step) * step; v <= x[1] + step * 1e-9; v += step) {
      out.append(line(x(v), y(y[0]), x(v), y(y[1])));
      out.append(text(x(v), height - bottom + 14, "middle", tick(v, step)));
    }
    out.append(text((left + width - 12) / 2.0, height - 4, "middle", xName));
    if (labeled) {
      double rise = step(y[1] - y[0]);
      for (double v = Math.ceil(y[0] / rise) * rise; v <= y[1] + rise * 1e-9; v += rise) {
        out.append(line(x(x[0]), y(v), x(x[1]), y(v)));
        out.append(text(left - 6, y(v) + 4, "end", tick(v, rise)));
      }
    }
    return out.append("</g>").toString();
  }

  static String line(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x1, y1, x2, y2);
  }

  static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        Html.escape(text));
  }

  private static double step(double span) {
    double raw = span / 5;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double step : STEPS) {
      if (step * power >= raw) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static String tick(double value, double step) {
    double shown = Math.abs(value) < step / 1000 ? 0 : value;
    int places = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(
        Locale.ROOT,
        "%."
            + Math.min(
                8, step < 1 ? places + (isHalf(step) ? 1 : 0) : isHalf(step) && step < 10 ? 1 : 0)
            + "f",
        shown);
  }

  private static boolean isHalf(double step) {
    double mantissa = step / Math.pow(10, Math.floor(Math.log10(step)));
    return Math.abs(mantissa - 2.5) < 0.01;
  }
}
