package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;

/**
 * Energy after clipping the penultimate units at the 90th percentile of all units of the known
 * frames: Sun, Guo and Li, "ReAct: Out-of-distribution Detection With Rectified Activations",
 * NeurIPS 2021.
 */
final class ReAct implements Detector {
  private static final double PERCENT = 90;

  @Override
  public String name() {
    return "ReAct";
  }

  @Override
  public String source() {
    return "Sun, Guo & Li, NeurIPS 2021";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    LinearHead head = LinearHead.of(known);
    float limit = (float) Percentile.ofSorting(head.tap().rows(known.features()), PERCENT);
    return head.energyAfter(units -> clipped(units, limit));
  }

  private static float[] clipped(float[] units, float limit) {
    for (int u = 0; u < units.length; u++) {
      units[u] = Math.min(units[u], limit);
    }
    return units;
  }
}
