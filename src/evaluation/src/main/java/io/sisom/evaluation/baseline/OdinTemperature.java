package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.method.Logits;

/**
 * The temperature half of ODIN, {@code 1 − max softmax(f / T)} at T = 1000: Liang, Li and Srikant,
 * "Enhancing The Reliability of Out-of-distribution Image Detection in Neural Networks", ICLR 2018.
 * ODIN also perturbs the input along its gradient; a model bundle gives no gradient at the input,
 * so that half is left out and the name says so.
 */
final class OdinTemperature implements Detector {
  private static final double TEMPERATURE = 1000;

  @Override
  public String name() {
    return "ODIN (T only)";
  }

  @Override
  public String source() {
    return "Liang, Li & Srikant, ICLR 2018; without the input perturbation";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    return frames -> {
      int classes = frames.classes();
      double[] scores = new double[frames.frames()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = novelty(frames.logits(), i * classes, classes);
      }
      return scores;
    };
  }

  private static double novelty(float[] logits, int offset, int classes) {
    double[] tempered = new double[classes];
    for (int c = 0; c < classes; c++) {
      tempered[c] = logits[offset + c] / TEMPERATURE;
    }
    Logits z = Logits.of(tempered);
    return 1 - z.probabilities()[z.pseudoClass()];
  }
}
