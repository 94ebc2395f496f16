package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import java.util.Arrays;

/**
 * ASH-B, as OpenOOD applies it: of the pooled penultimate units the strongest tenth is kept, each
 * set to the sum of all divided by the number kept, then energy. Djurisic, Bozanic, Ashok and Liu,
 * "Extremely Simple Activation Shaping for Out-of-Distribution Detection", ICLR 2023. The
 * percentile of 90 is OpenOOD's default; its search over percentiles needs novel frames and is left
 * out.
 */
final class Ash implements Detector {
  private static final double PERCENT = 90;

  @Override
  public String name() {
    return "ASH-B";
  }

  @Override
  public String source() {
    return "Djurisic et al., ICLR 2023";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    return LinearHead.of(known).energyAfter(Ash::shaped);
  }

  private static float[] shaped(float[] units) {
    int kept = Math.max(1, units.length - (int) Math.rint(units.length * PERCENT / 100));
    float[] sorted = units.clone();
    Arrays.sort(sorted);
    float least = sorted[units.length - kept];
    double sum = 0;
    for (float unit : units) {
      sum += unit;
    }
    float fill = (float) (sum / kept);
    // Ties at the threshold: only as many as fit, the first ones, so that exactly `kept` remain.
    int ties = kept;
    for (float unit : units) {
      ties -= unit > least ? 1 : 0;
    }
    float[] shaped = new float[units.length];
    for (int u = 0; u < units.length; u++) {
      boolean keep = units[u] > least || (units[u] == least && ties-- > 0);
      shaped[u] = keep ? fill : 0;
    }
    return shaped;
  }
}
