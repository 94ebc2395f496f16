package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import java.util.function.UnaryOperator;

/**
 * Energy under the head's strongest tenth of weights, by contribution (weight times the unit's mean
 * over known frames): Sun and Li, "DICE: Leveraging Sparsification for Out-of-Distribution
 * Detection", ECCV 2022, with its and OpenOOD's sparsity p = 90.
 */
final class Dice implements Detector {
  private static final double PERCENT = 90;

  @Override
  public String name() {
    return "DICE";
  }

  @Override
  public String source() {
    return "Sun & Li, ECCV 2022";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    LinearHead head = LinearHead.of(known);
    float[] kept = sparse(head.head().weight(), meanUnits(head.tap(), known));
    return head.withWeight(kept).energyAfter(UnaryOperator.identity());
  }

  private static double[] meanUnits(LastTap tap, KnownTable known) {
    double[] mean = new double[tap.width()];
    float[] rows = tap.rows(known.features());
    for (int i = 0; i < rows.length; i++) {
      mean[i % mean.length] += rows[i];
    }
    for (int u = 0; u < mean.length; u++) {
      mean[u] /= known.features().frames();
    }
    return mean;
  }

  private static float[] sparse(float[] weight, double[] mean) {
    float[] contribution = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      contribution[i] = (float) (weight[i] * mean[i % mean.length]);
    }
    double threshold = Percentile.ofSorting(contribution.clone(), PERCENT);
    float[] kept = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      kept[i] = contribution[i] > threshold ? weight[i] : 0;
    }
    return kept;
  }
}
