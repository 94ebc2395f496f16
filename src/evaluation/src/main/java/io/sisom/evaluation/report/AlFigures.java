package io.sisom.evaluation.report;

import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.LearningCurve;
import io.sisom.evaluation.al.StrategyName;
import java.util.OptionalDouble;

/** What strategies of an experiment are compared by. */
final class AlFigures {
  private AlFigures() {}

  /** Random choice where it took part, else the first strategy. */
  static StrategyName base(AlResult result) {
    return result.strategies().contains(StrategyName.RANDOM)
        ? StrategyName.RANDOM
        : result.strategies().get(0);
  }

  /** Labels a strategy needs for the last accuracy of the base; empty where it misses that. */
  static OptionalDouble labelsForBase(AlResult result, StrategyName name) {
    return result.curve(name).labelsFor(result.curve(base(result)).last().mean());
  }

  /** The same as a share of the labels of the base, which may itself have got there earlier. */
  static OptionalDouble shareOfBase(AlResult result, StrategyName name) {
    LearningCurve.Point last = result.curve(base(result)).last();
    OptionalDouble labels = labelsForBase(result, name);
    return labels.isPresent()
        ? OptionalDouble.of(labels.getAsDouble() / last.labels())
        : OptionalDouble.empty();
  }
}
