package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.method.Logits;
import java.util.Arrays;

/**
 * Generalized entropy of the largest probabilities, {@code Σ p^γ (1 − p)^γ}: Liu, Lochman and Zach,
 * "GEN: Pushing the Limits of Softmax-Based Out-of-Distribution Detection", CVPR 2023. γ = 0.1 over
 * the 100 largest probabilities, all of them where there are fewer: the paper's and OpenOOD's
 * values.
 */
final class Gen implements Detector {
  private static final double GAMMA = 0.1;
  private static final int TOP_CLASSES = 100;

  @Override
  public String name() {
    return "GEN";
  }

  @Override
  public String source() {
    return "Liu, Lochman & Zach, CVPR 2023";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    return new LogitScore(Gen::entropy);
  }

  private static double entropy(Logits logits) {
    double[] p = logits.probabilities();
    Arrays.sort(p);
    double sum = 0;
    for (int c = Math.max(0, p.length - TOP_CLASSES); c < p.length; c++) {
      sum += Math.pow(p[c], GAMMA) * Math.pow(1 - p[c], GAMMA);
    }
    return sum;
  }
}
