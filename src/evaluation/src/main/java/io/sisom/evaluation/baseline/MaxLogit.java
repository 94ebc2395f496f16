package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.method.Activations;

/**
 * The largest logit, negated: Hendrycks et al., "Scaling Out-of-Distribution Detection for
 * Real-World Settings", ICML 2022.
 */
final class MaxLogit implements Detector {
  @Override
  public String name() {
    return "MaxLogit";
  }

  @Override
  public String source() {
    return "Hendrycks et al., ICML 2022";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    return MaxLogit::negatedLargest;
  }

  private static double[] negatedLargest(Activations frames) {
    int classes = frames.classes();
    double[] scores = new double[frames.frames()];
    for (int i = 0; i < scores.length; i++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        largest = Math.max(largest, frames.logits()[i * classes + c]);
      }
      scores[i] = -largest;
    }
    return scores;
  }
}
