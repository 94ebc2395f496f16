package io.sisom.evaluation.report;

import io.sisom.measure.Density;
import io.sisom.measure.Density.Range;
import io.sisom.measure.RocPoint;
import java.util.List;
import java.util.Locale;

/** Line plots. */
final class Curve {
  private static final int BINS = 70;
  private static final double[] SMOOTH = {0.06, 0.24, 0.4, 0.24, 0.06};

  private Curve() {}

  /**
   * Densities of one quantity, one curve a set; the first is filled.
   *
   * @param colors of the sets, as style names
   */
  static String densities(String name, List<double[]> sets, List<String> colors) {
    Range range = Range.showing(sets);
    List<double[]> heights =
        sets.stream().map(set -> smooth(Density.of(set, range, BINS).heights())).toList();
    double top = 0;
    for (double[] ofSet : heights) {
      for (double height : ofSet) {
        top = Math.max(top, height);
      }
    }
    PlotAxes axes =
        new PlotAxes(
            460,
            230,
            new double[] {range.from(), range.to()},
            new double[] {0, top == 0 ? 1 : top},
            12);
    StringBuilder out = new StringBuilder(axes.open("Density of " + name));
    out.append(axes.grid(name, false));
    double width = (range.to() - range.from()) / BINS;
    for (int s = 0; s < sets.size(); s++) {
      StringBuilder path = new StringBuilder();
      for (int b = 0; b < BINS; b++) {
        path.append(point(b == 0, axes, range.from() + (b + 0.5) * width, heights.get(s)[b]));
      }
      if (s == 0) {
        String area =
            path
                + point(false, axes, range.to() - width / 2, 0)
                + point(false, axes, range.from() + width / 2, 0);
        out.append("<path class=\"area %s\" d=\"%sZ\"/>".formatted(colors.get(s), area));
      }
      out.append("<path class=\"curve %s\" d=\"%s\"/>".formatted(colors.get(s), path));
    }
    return out.append("</svg>").toString();
  }

  /** ROC curves, novel positive. */
  static String roc(List<List<RocPoint>> curves, List<String> colors) {
    PlotAxes axes = new PlotAxes(460, 380, new double[] {0, 1}, new double[] {0, 1}, 40);
    StringBuilder out = new StringBuilder(axes.open("ROC curves"));
    out.append(axes.grid("known frames flagged (false alarms)", true));
    out.append("<g class=\"chance\">");
    out.append(PlotAxes.line(axes.x(0), axes.y(0), axes.x(1), axes.y(1))).append("</g>");
    for (int c = 0; c < curves.size(); c++) {
      StringBuilder path = new StringBuilder();
      for (RocPoint at : curves.get(c)) {
        path.append(point(path.isEmpty(), axes, at.falsePositives(), at.truePositives()));
      }
      out.append("<path class=\"curve %s\" d=\"%s\"/>".formatted(colors.get(c), path));
    }
    return out.append("</svg>").toString();
  }

  private static double[] smooth(double[] heights) {
    double[] smooth = new double[heights.length];
    for (int i = 0; i < heights.length; i++) {
      for (int k = 0; k < SMOOTH.length; k++) {
        int at = Math.min(heights.length - 1, Math.max(0, i + k - SMOOTH.length / 2));
        smooth[i] += SMOOTH[k] * heights[at];
      }
    }
    return smooth;
  }

  private static String point(boolean first, PlotAxes axes, double x, double y) {
    return String.format(Locale.ROOT, "%s%.1f %.1f", first ? "M" : "L", axes.x(x), axes.y(y));
  }
}
