package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.method.Activations;
import io.sisom.method.Logits;
import java.util.ArrayList;
import java.util.List;

/**
 * KL matching: divergence of a frame's probabilities from the nearest class template, {@code min_c
 * KL(p ‖ d_c)}, where {@code d_c} is the mean probability vector of the known frames predicted as
 * c: Hendrycks et al., "Scaling Out-of-Distribution Detection for Real-World Settings", ICML 2022.
 * Classes that no known frame is predicted as have no template.
 */
final class KlMatching implements Detector {
  @Override
  public String name() {
    return "KLM";
  }

  @Override
  public String source() {
    return "Hendrycks et al., ICML 2022";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    List<double[]> templates = templates(known.features());
    return new LogitScore(z -> nearest(z.probabilities(), templates));
  }

  private static List<double[]> templates(Activations known) {
    int classes = known.classes();
    double[][] sums = new double[classes][classes];
    int[] counts = new int[classes];
    for (int i = 0; i < known.frames(); i++) {
      Logits z = Logits.of(known.logits(), i * classes, classes);
      int predicted = z.pseudoClass();
      double[] p = z.probabilities();
      for (int c = 0; c < classes; c++) {
        sums[predicted][c] += p[c];
      }
      counts[predicted]++;
    }
    List<double[]> templates = new ArrayList<>();
    for (int predicted = 0; predicted < classes; predicted++) {
      if (counts[predicted] > 0) {
        for (int c = 0; c < classes; c++) {
          sums[predicted][c] /= counts[predicted];
        }
        templates.add(sums[predicted]);
      }
    }
    return templates;
  }

  private static double nearest(double[] p, List<double[]> templates) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] template : templates) {
      double divergence = 0;
      for (int c = 0; c < p.length; c++) {
        divergence += p[c] == 0 ? 0 : p[c] * Math.log(p[c] / template[c]);
      }
      least = Math.min(least, divergence);
    }
    return least;
  }
}
