package io.sisom.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sisom.evaluation.al.AlPoint;
import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.AlRun;
import io.sisom.evaluation.al.LearningCurve;
import io.sisom.evaluation.al.StrategyName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** All figures of an active-learning experiment as JSON; shares are 0 to 1. */
public final class AlJsonReport {
  private AlJsonReport() {}

  /** Writes the file. */
  public static void write(AlResult result, Path file) throws IOException {
    ReportFile.write(Root.of(result), file);
  }

  record Root(
      String made,
      String model,
      Map<String, String> settings,
      int poolFrames,
      int testFrames,
      List<String> foreign,
      int wanted,
      List<Strategy> strategies,
      List<Run> runs) {
    static Root of(AlResult result) {
      return new Root(
          result.made().toString(),
          result.model(),
          result.settings(),
          result.poolFrames(),
          result.testFrames(),
          result.foreign(),
          result.wanted(),
          result.strategies().stream().map(it -> Strategy.of(result, it)).toList(),
          result.runs().stream().map(Run::of).toList());
    }
  }

  /** {@code labelsForBase} is left out where the strategy never gets as far as the base. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Strategy(
      String name,
      List<LearningCurve.Point> curve,
      @Nullable Double labelsForBase,
      double foreignShare) {
    static Strategy of(AlResult result, StrategyName name) {
      LearningCurve curve = result.curve(name);
      OptionalDouble share = AlFigures.shareOfBase(result, name);
      return new Strategy(
          name.key(),
          curve.points(),
          share.isPresent() ? share.getAsDouble() : null,
          curve.foreignShare());
    }
  }

  record Run(String strategy, long seed, List<Point> points) {
    static Run of(AlRun run) {
      return new Run(
          run.strategy().key(), run.seed(), run.points().stream().map(Point::of).toList());
    }
  }

  record Point(
      int labels,
      double accuracy,
      List<Integer> foreign,
      int discovered,
      double farLimit,
      int far,
      int near,
      int filled,
      double chooseSeconds,
      double learnSeconds) {
    static Point of(AlPoint point) {
      return new Point(
          point.labels(),
          point.accuracy(),
          Arrays.stream(point.foreign()).boxed().toList(),
          point.discovered(),
          point.choice().farLimit(),
          point.choice().far(),
          point.choice().near(),
          point.choice().filled(),
          point.chooseSeconds(),
          point.learnSeconds());
    }
  }
}
