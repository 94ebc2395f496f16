package io.sisom.evaluation.report;

import io.sisom.measure.Density.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Frames as dots on a plane. */
final class FrameMap {
  private static final int SIDE = 460;

  /**
   * A dot.
   *
   * @param color its style name
   * @param label what its group is called on the map, or nothing
   */
  record Dot(double x, double y, String color, String label) {}

  private FrameMap() {}

  /** Draws dots in their order; groups with a label are named at their middle. */
  static String of(String title, List<Dot> dots) {
    Range x = range(dots.stream().mapToDouble(Dot::x).toArray());
    Range y = range(dots.stream().mapToDouble(Dot::y).toArray());
    Map<String, StringBuilder> paths = new LinkedHashMap<>();
    Map<String, List<Dot>> groups = new LinkedHashMap<>();
    for (Dot dot : dots) {
      paths
          .computeIfAbsent(dot.color(), c -> new StringBuilder())
          .append(
              String.format(Locale.ROOT, "M%.1f %.1fh0", at(dot.x(), x), SIDE - at(dot.y(), y)));
      if (!dot.label().isEmpty()) {
        groups.computeIfAbsent(dot.label(), l -> new ArrayList<>()).add(dot);
      }
    }
    StringBuilder out =
        new StringBuilder(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                .formatted(SIDE, SIDE, Html.escape(title)));
    paths.forEach(
        (color, path) -> out.append("<path class=\"dots %s\" d=\"%s\"/>".formatted(color, path)));
    out.append("<g class=\"names\">");
    groups.forEach(
        (label, members) ->
            out.append(
                PlotAxes.text(
                    at(median(members.stream().mapToDouble(Dot::x).toArray()), x),
                    SIDE - at(median(members.stream().mapToDouble(Dot::y).toArray()), y),
                    "middle",
                    label)));
    return out.append("</g></svg>").toString();
  }

  private static Range range(double[] values) {
    return Range.showing(List.of(values));
  }

  private static double at(double value, Range range) {
    double share = (value - range.from()) / (range.to() - range.from());
    return 14 + Math.min(1, Math.max(0, share)) * (SIDE - 28);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
