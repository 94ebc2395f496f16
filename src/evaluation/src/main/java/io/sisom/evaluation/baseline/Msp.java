package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;

/**
 * Maximum softmax probability, {@code 1 − max p}: Hendrycks and Gimpel, "A Baseline for Detecting
 * Misclassified and Out-of-Distribution Examples in Neural Networks", ICLR 2017.
 */
final class Msp implements Detector {
  @Override
  public String name() {
    return "MSP";
  }

  @Override
  public String source() {
    return "Hendrycks & Gimpel, ICLR 2017";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    return new LogitScore(z -> 1 - z.probabilities()[z.pseudoClass()]);
  }
}
