package io.sisom.evaluation;

import io.sisom.fitting.Progress;
import io.sisom.method.Activations;
import io.sisom.method.FeatureMap;
import java.util.List;
import java.util.Optional;

/** Something that is fitted once and enters the comparison with one or more lines. */
public interface Contender {
  /** For progress. */
  String name();

  /**
   * Fits on known frames alone.
   *
   * @param calibration held-out in-distribution frames for p-values, fitting nothing else
   * @throws EvaluationException where that is not possible; the message says why
   */
  List<FittedMethod> fit(KnownTable known, Optional<Activations> calibration, Progress progress);

  /**
   * The features it measures distances between, once fitted; empty where it has none of its own.
   */
  default Optional<FeatureMap> features() {
    return Optional.empty();
  }
}
