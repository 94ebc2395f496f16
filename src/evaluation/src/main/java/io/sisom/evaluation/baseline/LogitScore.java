package io.sisom.evaluation.baseline;

import io.sisom.evaluation.NoveltyScore;
import io.sisom.method.Activations;
import io.sisom.method.Logits;
import java.util.function.ToDoubleFunction;

/** A score that reads a frame's logits alone. */
record LogitScore(ToDoubleFunction<Logits> novelty) implements NoveltyScore {
  @Override
  public double[] score(Activations frames) {
    int classes = frames.classes();
    double[] scores = new double[frames.frames()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = novelty.applyAsDouble(Logits.of(frames.logits(), i * classes, classes));
    }
    return scores;
  }
}
