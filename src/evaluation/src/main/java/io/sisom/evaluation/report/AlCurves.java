package io.sisom.evaluation.report;

import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.LearningCurve;
import io.sisom.evaluation.al.LearningCurve.Point;
import io.sisom.evaluation.al.StrategyName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Plots over labels, one curve a strategy. */
final class AlCurves {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final double ROOM = 0.03;

  private AlCurves() {}

  /** Accuracy in percent, with a band of one standard deviation over seeds on either side. */
  static String accuracy(AlResult result) {
    double low = 100;
    double high = 0;
    for (StrategyName name : result.strategies()) {
      for (Point point : result.curve(name).points()) {
        low = Math.min(low, 100 * (point.mean() - point.deviation()));
        high = Math.max(high, 100 * (point.mean() + point.deviation()));
      }
    }
    double room = Math.max(0.5, (high - low) / 20);
    PlotAxes axes = axes(result, Math.max(0, low - room), Math.min(100, high + room));
    StringBuilder out = new StringBuilder(axes.open("Accuracy over labels"));
    out.append(axes.grid("labels", true));
    int color = 0;
    for (StrategyName name : result.strategies()) {
      LearningCurve curve = result.curve(name);
      if (result.plan().seeds() > 1) {
        out.append(band(axes, curve, Palette.of(color)));
      }
      out.append(line(axes, curve, p -> 100 * p.mean(), Palette.of(color++)));
    }
    return out.append("</svg>").toString();
  }

  /** Labels spent on frames without a class. */
  static String foreign(AlResult result) {
    double high = 1;
    for (StrategyName name : result.strategies()) {
      high = Math.max(high, result.curve(name).last().foreignLabels());
    }
    PlotAxes axes = axes(result, 0, high);
    StringBuilder out = new StringBuilder(axes.open("Labels spent on frames without a class"));
    out.append(axes.grid("labels", true));
    int color = 0;
    for (StrategyName name : result.strategies()) {
      out.append(line(axes, result.curve(name), Point::foreignLabels, Palette.of(color++)));
    }
    return out.append("</svg>").toString();
  }

  private static PlotAxes axes(AlResult result, double low, double high) {
    List<Point> points = result.curve(result.strategies().get(0)).points();
    double first = points.get(0).labels();
    double last = points.get(points.size() - 1).labels();
    double beyond = last + ROOM * (last - first); // room for the last tick
    return new PlotAxes(WIDTH, HEIGHT, new double[] {first, beyond}, new double[] {low, high}, 52);
  }

  private static String line(
      PlotAxes axes, LearningCurve curve, ToDoubleFunction<Point> of, String color) {
    return "<path class=\"curve %s\" d=\"%s\"/>".formatted(color, path(axes, curve.points(), of));
  }

  private static String band(PlotAxes axes, LearningCurve curve, String color) {
    List<Point> back = new ArrayList<>(curve.points());
    Collections.reverse(back);
    return "<path class=\"area %s\" d=\"%s%sZ\"/>"
        .formatted(
            color,
            path(axes, curve.points(), p -> 100 * (p.mean() + p.deviation())),
            path(axes, back, p -> 100 * (p.mean() - p.deviation())).replace('M', 'L'));
  }

  private static String path(PlotAxes axes, List<Point> points, ToDoubleFunction<Point> of) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              path.isEmpty() ? "M" : "L",
              axes.x(point.labels()),
              axes.y(of.applyAsDouble(point))));
    }
    return path.toString();
  }
}
