package io.sisom.evaluation.al;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
  @Test
  void meansAndDeviationsAreOverSeeds() {
    LearningCurve curve = LearningCurve.of(List.of(run(0.5, 0.6), run(0.5, 0.7)));

    assertThat(curve.last().mean()).isCloseTo(0.65, within(1e-12));
    assertThat(curve.last().deviation()).isCloseTo(Math.sqrt(0.005), within(1e-12));
    assertThat(curve.points().get(0).deviation()).isZero();
  }

  @Test
  void labelsForAnAccuracyLieOnALineBetweenCycles() {
    LearningCurve curve = LearningCurve.of(List.of(run(0.5, 0.6, 0.8)));

    assertThat(curve.labelsFor(0.7).orElseThrow()).isCloseTo(250, within(1e-9));
    assertThat(curve.labelsFor(0.6).orElseThrow()).isCloseTo(200, within(1e-9));
    assertThat(curve.labelsFor(0.4)).hasValue(100);
    assertThat(curve.labelsFor(0.81)).isEmpty();
  }

  @Test
  void theFirstTimeCountsWhereAccuracyFallsAgain() {
    LearningCurve curve = LearningCurve.of(List.of(run(0.5, 0.7, 0.6, 0.8)));

    assertThat(curve.labelsFor(0.65).orElseThrow()).isCloseTo(175, within(1e-9));
  }

  @Test
  void theForeignShareIsOfTheLabelsAfterTheStart() {
    AlRun run =
        new AlRun(
            StrategyName.SISOM,
            0,
            List.of(point(100, 0.5, 0, 0), point(200, 0.6, 20, 5), point(300, 0.7, 30, 10)));

    LearningCurve curve = LearningCurve.of(List.of(run));

    assertThat(curve.foreignShare()).isEqualTo(0.2);
    assertThat(curve.foreignShare(1)).isEqualTo(0.05);
  }

  /** 100 labels at the start and 100 more each cycle. */
  private static AlRun run(double... accuracies) {
    List<AlPoint> points = new ArrayList<>();
    for (int i = 0; i < accuracies.length; i++) {
      points.add(point(100 * (i + 1), accuracies[i]));
    }
    return new AlRun(StrategyName.RANDOM, 0, points);
  }

  private static AlPoint point(int labels, double accuracy, int... foreign) {
    return new AlPoint(labels, accuracy, foreign, 0, Choice.of(new int[0]), 0, 0);
  }
}
