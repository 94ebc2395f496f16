package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;

/**
 * Distance to the k-th nearest known frame between last-tap features scaled to length 1, k = 50:
 * Sun, Ming, Zhu and Li, "Out-of-Distribution Detection with Deep Nearest Neighbors", ICML 2022.
 */
final class Knn implements Detector {
  private static final int K = 50;

  @Override
  public String name() {
    return "KNN";
  }

  @Override
  public String source() {
    return "Sun et al., ICML 2022";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    LastTap tap = LastTap.of(known.layout());
    KthNearest nearest = new KthNearest(tap.unitRows(known.features()), tap.width());
    return frames -> nearest.kthDistances(tap.unitRows(frames), K);
  }
}
