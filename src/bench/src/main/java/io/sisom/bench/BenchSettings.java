package io.sisom.bench;

import io.sisom.alert.AlertConfig;
import io.sisom.candidate.CandidateConfig;
import io.sisom.frame.FrameLimits;
import io.sisom.network.Placement;
import io.sisom.scoring.BatchConfig;
import io.sisom.scoring.ScoringConfig;
import io.sisom.training.ReferenceConfig;
import java.util.Map;

/**
 * The settings that are measured, as a scorer would have them.
 *
 * @param placement where and in which numbers the network runs
 * @param kafka client properties, without a broker: the bench starts its own
 * @param frames of each measurement of the pipeline; 0: as many as take a few seconds
 */
public record BenchSettings(
    Placement placement,
    FrameLimits limits,
    BatchConfig batch,
    ScoringConfig scoring,
    AlertConfig alerts,
    CandidateConfig candidates,
    ReferenceConfig reference,
    Map<String, String> kafka,
    int frames) {
  /** Keeps a copy. */
  public BenchSettings {
    kafka = Map.copyOf(kafka);
  }

  /** The same with another placement. */
  BenchSettings at(Placement placed) {
    return new BenchSettings(
        placed, limits, batch, scoring, alerts, candidates, reference, kafka, frames);
  }
}
