package io.sisom.bench;

import io.sisom.alert.AlertConfig;
import io.sisom.candidate.CandidateConfig;
import io.sisom.frame.FrameLimits;
import io.sisom.network.Placement;
import io.sisom.scoring.BatchConfig;
import io.sisom.scoring.ScoringConfig;
import io.sisom.training.ReferenceConfig;
import java.util.List;
import java.util.Map;

/**
 * The settings that are measured, as a scorer would have them.
 *
 * @param placement where and in which numbers the network runs
 * @param kafka client properties, without a broker: the bench starts its own
 * @param frames of each measurement of the pipeline and the feed; 0: as many as take a few seconds
 * @param rounds of the pipeline, of learning and of the feed, of which the median counts; 0: each
 *     part's own
 * @param beside a command that scores frames its own way, which the pipeline is compared with;
 *     empty: none
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
    int frames,
    int rounds,
    List<String> beside) {
  /** Keeps a copy. */
  public BenchSettings {
    kafka = Map.copyOf(kafka);
    beside = List.copyOf(beside);
  }

  /** The same with another placement. */
  BenchSettings at(Placement placed) {
    return new BenchSettings(
        placed,
        limits,
        batch,
        scoring,
        alerts,
        candidates,
        reference,
        kafka,
        frames,
        rounds,
        beside);
  }

  /** As many rounds as were asked for, or else {@code usual}. */
  int rounds(int usual) {
    return rounds > 0 ? rounds : usual;
  }
}
