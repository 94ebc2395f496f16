package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.evaluation.NoveltyScore;

/**
 * Distance to the nearest known frame between last-tap features as they are, the quantity that
 * core-set selection covers: Sener and Savarese, "Active Learning for Convolutional Neural
 * Networks: A Core-Set Approach", ICLR 2018.
 */
final class CoreSetDistance implements Detector {
  @Override
  public String name() {
    return "CoreSet";
  }

  @Override
  public String source() {
    return "Sener & Savarese, ICLR 2018";
  }

  @Override
  public NoveltyScore fit(KnownTable known) {
    LastTap tap = LastTap.of(known.layout());
    KthNearest nearest = new KthNearest(tap.rows(known.features()), tap.width());
    return frames -> nearest.kthDistances(tap.rows(frames), 1);
  }
}
