package io.sisom.evaluation.baseline;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import java.util.ArrayList;
import java.util.List;

/** The published detectors, in the order tables show them. */
public final class Baselines {
  private Baselines() {}

  /** All that work on this network; those that reshape what the head reads need the last tap. */
  public static List<Detector> applicableTo(KnownTable known) {
    List<Detector> detectors = new ArrayList<>(fromLogits());
    if (LinearHead.readsLastTap(known)) {
      detectors.addAll(List.of(new ReAct(), new Dice(), new Ash()));
    }
    detectors.addAll(List.of(new Knn(), new CoreSetDistance(), new Nac()));
    return detectors;
  }

  private static List<Detector> fromLogits() {
    return List.of(
        new Msp(),
        new MaxLogit(),
        new Energy(),
        new Gen(),
        new KlMatching(),
        new OdinTemperature());
  }
}
