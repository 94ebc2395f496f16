package io.sisom.evaluation;

import io.sisom.evaluation.FittedMethod.Kind;
import io.sisom.evaluation.FittedMethod.Timed;
import io.sisom.fitting.Progress;
import io.sisom.method.Activations;
import java.util.List;
import java.util.Optional;

/** A detector enters the comparison. */
final class PublishedMethod implements Contender {
  private final Detector detector;

  /** One line. */
  public PublishedMethod(Detector detector) {
    this.detector = detector;
  }

  @Override
  public String name() {
    return detector.name();
  }

  @Override
  public List<FittedMethod> fit(
      KnownTable known, Optional<Activations> calibration, Progress progress) {
    long start = System.nanoTime();
    NoveltyScore score = detector.fit(known);
    double seconds = (System.nanoTime() - start) / 1e9;
    return List.of(
        new FittedMethod(
            detector.name(),
            detector.source(),
            Kind.BASELINE,
            seconds,
            frames -> timed(score, frames),
            Optional.empty()));
  }

  private static Timed timed(NoveltyScore score, Activations frames) {
    long start = System.nanoTime();
    double[] scores = score.score(frames);
    return new Timed(scores, (System.nanoTime() - start) / 1e9);
  }
}
