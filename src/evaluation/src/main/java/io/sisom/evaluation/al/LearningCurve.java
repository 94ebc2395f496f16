package io.sisom.evaluation.al;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * A strategy's accuracy over labels, over all its seeds.
 *
 * @param points the start first
 */
public record LearningCurve(List<Point> points) {
  /**
   * After a cycle.
   *
   * @param labels spent
   * @param mean accuracy
   * @param deviation of the accuracy over seeds, with n − 1; 0 of one seed
   * @param foreign mean labels spent on each foreign set
   * @param discovered mean of the wanted kinds that are classes
   */
  public record Point(
      int labels, double mean, double deviation, List<Double> foreign, double discovered) {
    /** Mean labels spent on frames without a class. */
    public double foreignLabels() {
      return foreign.stream().mapToDouble(labels -> labels).sum();
    }
  }

  /** Keeps a copy. */
  public LearningCurve {
    points = List.copyOf(points);
  }

  static LearningCurve of(List<AlRun> runs) {
    List<Point> points = new ArrayList<>();
    int length = runs.stream().mapToInt(run -> run.points().size()).min().orElseThrow();
    int sets = runs.get(0).points().get(0).foreign().length;
    for (int i = 0; i < length; i++) {
      int cycle = i;
      List<AlPoint> seeds = runs.stream().map(run -> run.points().get(cycle)).toList();
      double mean = mean(seeds, AlPoint::accuracy);
      double squares =
          seeds.stream().mapToDouble(p -> (p.accuracy() - mean) * (p.accuracy() - mean)).sum();
      List<Double> foreign = new ArrayList<>();
      for (int s = 0; s < sets; s++) {
        int set = s;
        foreign.add(mean(seeds, point -> point.foreign()[set]));
      }
      double deviation = seeds.size() < 2 ? 0 : Math.sqrt(squares / (seeds.size() - 1));
      double discovered = mean(seeds, AlPoint::discovered);
      points.add(new Point(seeds.get(0).labels(), mean, deviation, foreign, discovered));
    }
    return new LearningCurve(points);
  }

  private static double mean(List<AlPoint> points, ToDoubleFunction<AlPoint> of) {
    return points.stream().mapToDouble(of).average().orElseThrow();
  }

  /** After the last cycle. */
  public Point last() {
    return points.get(points.size() - 1);
  }

  /**
   * Labels with which the mean accuracy first reaches {@code accuracy}, on a straight line between
   * cycles; empty where it never does.
   */
  public OptionalDouble labelsFor(double accuracy) {
    for (int i = 0; i < points.size(); i++) {
      Point at = points.get(i);
      if (at.mean() >= accuracy) {
        if (i == 0) {
          return OptionalDouble.of(at.labels());
        }
        Point before = points.get(i - 1);
        double way = (accuracy - before.mean()) / (at.mean() - before.mean());
        return OptionalDouble.of(before.labels() + way * (at.labels() - before.labels()));
      }
    }
    return OptionalDouble.empty();
  }

  /** Share of the labels asked for after the start that went to frames without a class, 0 to 1. */
  public double foreignShare() {
    int queried = last().labels() - points.get(0).labels();
    return queried == 0 ? 0 : last().foreignLabels() / queried;
  }

  /** The same of one foreign set. */
  public double foreignShare(int set) {
    int queried = last().labels() - points.get(0).labels();
    return queried == 0 ? 0 : last().foreign().get(set) / queried;
  }
}
