package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;
import io.sisom.method.Logits;

/**
 * Free energy at temperature 1, {@code −logsumexp} of the logits: Liu et al., "Energy-based
 * Out-of-distribution Detection", NeurIPS 2020.
 */
final class Energy implements Detector {
  @Override
  public String name() {
    return "Energy";
  }

  @Override
  public String source() {
    return "Liu et al., NeurIPS 2020";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    return new LogitScore(Logits::energy);
  }
}
