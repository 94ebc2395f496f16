package io.sisom.console.json;

import io.sisom.live.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fleet over time in columns, as plots take them.
 *
 * @param seconds that each point stands for
 * @param at its start, seconds since 1970
 * @param novelty share of novel frames, 0 to 1; null where there was no frame
 */
public record PointsJson(
    double seconds,
    List<Double> at,
    List<Double> framesPerSecond,
    List<@Nullable Double> novelty,
    List<@Nullable Double> delayMedianMs,
    List<@Nullable Double> delayHighMs) {
  /**
   * Of points in order.
   *
   * @param length of each
   */
  public static PointsJson of(List<Point> points, Duration length) {
    double seconds = length.toMillis() / 1e3;
    return new PointsJson(
        seconds,
        points.stream().map(point -> point.start().toEpochMilli() / 1e3).toList(),
        points.stream().map(point -> point.frames() / seconds).toList(),
        where(points, Point::novelty),
        where(points, point -> rounded(point.delayMedian())),
        where(points, point -> rounded(point.delayHigh())));
  }

  private static List<@Nullable Double> where(List<Point> points, ToDoubleFunction<Point> value) {
    List<@Nullable Double> values = new ArrayList<>();
    points.forEach(point -> values.add(point.frames() == 0 ? null : value.applyAsDouble(point)));
    return values;
  }

  private static double rounded(double millis) {
    return Math.round(millis * 10) / 10.0;
  }
}
