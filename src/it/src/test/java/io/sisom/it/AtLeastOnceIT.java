package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.FrameScore;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Thorough
class AtLeastOnceIT {
  private static final int TICKS = 60;
  private static final int FRAMES = TICKS * ScoringRig.PARTITIONS;

  @Test
  void scoresEveryFrameAtLeastOnceWhileVersionsChange(@TempDir Path dir) throws Exception {
    Map<String, String> settings = Map.of("scoring.guarantee", "at_least_once");
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), settings)) {
      rig.label(400);
      rig.train();
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry());
          TopicReader scores =
              new TopicReader(rig.config().kafka(), rig.config().topics().scores())) {
        rig.sendTicks(0, TICKS / 2);
        rig.label(80);
        rig.train();
        rig.sendTicks(TICKS / 2, TICKS);
        List<FrameScore> all =
            TopicReader.values(
                FrameScore.class,
                scores.until(records -> records.size() >= FRAMES, Duration.ofSeconds(60)));
        assertThat(all.stream().map(FrameScore::getFrameId).distinct()).hasSize(FRAMES);
        assertThat(scorer.referenceVersion()).isPositive();
      }
    }
  }
}
