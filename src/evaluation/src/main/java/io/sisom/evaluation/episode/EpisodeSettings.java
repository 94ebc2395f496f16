package io.sisom.evaluation.episode;

import io.sisom.evaluation.EvaluationException;
import java.util.List;

/**
 * How a stream is divided and what is asked of p-values.
 *
 * @param parts of equal time, see {@link Round}
 * @param calibrationParts of these for p-values
 * @param rounds in which other parts are judged
 * @param marginMillis between frames of different use
 * @param blockMillis how long a block of calibration frames is
 * @param rates of false alarms that are asked for, each above 0 and at most 1
 */
public record EpisodeSettings(
    int parts,
    int calibrationParts,
    int rounds,
    long marginMillis,
    long blockMillis,
    List<Double> rates) {
  /** Refuses rates and blocks that are none; parts are checked where they are cut. */
  public EpisodeSettings {
    rates = List.copyOf(rates);
    if (blockMillis < 1 || rates.isEmpty()) {
      throw new EvaluationException("a block is 1 ms or more, and at least one rate is asked for");
    }
    for (double rate : rates) {
      if (!(rate > 0 && rate <= 1)) {
        throw new EvaluationException("a rate of " + rate + " is not above 0 and at most 1");
      }
    }
  }

  /** The stream's rounds. */
  public List<Round> rounds(long[] millis) {
    return Round.of(millis, parts, calibrationParts, rounds, marginMillis);
  }
}
