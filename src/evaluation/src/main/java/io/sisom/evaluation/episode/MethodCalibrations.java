package io.sisom.evaluation.episode;

import java.util.List;

/**
 * What a method's p-values were made of.
 *
 * @param method its name
 * @param rounds one a round
 */
public record MethodCalibrations(String method, List<CalibrationFacts> rounds) {
  /** Keeps a copy. */
  public MethodCalibrations {
    rounds = List.copyOf(rounds);
  }
}
