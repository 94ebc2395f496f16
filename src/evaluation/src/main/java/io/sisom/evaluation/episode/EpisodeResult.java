package io.sisom.evaluation.episode;

import io.sisom.alert.AlertConfig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that came of an evaluation by episodes.
 *
 * @param made when
 * @param model version of the network
 * @param record how to do it again
 * @param settings how the stream was divided
 * @param rule of episodes
 * @param frames of the stream
 * @param seconds the stream lasts
 * @param plan of what was spliced in
 * @param calibrations of every method
 * @param lines method by method, form by form, rate by rate
 */
public record EpisodeResult(
    Instant made,
    String model,
    Map<String, String> record,
    EpisodeSettings settings,
    AlertConfig rule,
    int frames,
    double seconds,
    SplicePlan plan,
    List<MethodCalibrations> calibrations,
    List<EpisodeLine> lines) {
  /** Keeps copies. */
  public EpisodeResult {
    record = new LinkedHashMap<>(record);
    calibrations = List.copyOf(calibrations);
    lines = List.copyOf(lines);
  }

  /**
   * False episodes an hour that the rule would open at a rate if frames were independent: frames an
   * hour × α × P(at least k − 1 of n − 1 others are novel).
   */
  public double independentFalsePerHour(double rate) {
    double perHour = 3600 * (frames - 1) / seconds;
    double chance = 0;
    double ways = 1;
    int others = rule.n() - 1;
    for (int novel = 0; novel <= others; novel++) {
      if (novel >= rule.k() - 1) {
        chance += ways * Math.pow(rate, novel) * Math.pow(1 - rate, others - novel);
      }
      ways = ways * (others - novel) / (novel + 1);
    }
    return perHour * rate * chance;
  }
}
