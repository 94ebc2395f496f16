package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.SleepyClients;
import io.sisom.it.rig.SlowScorer;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.FrameScore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that takes longer over its frames than a transaction may last. */
class SlowNetworkIT {
  private static final int TICKS = 30;
  private static final int FRAMES = TICKS * ScoringRig.PARTITIONS;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** So that a transaction that takes too long is ended at once. */
  private static final Map<String, String> WATCHFUL =
      Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "100");

  private final Path dir;

  SlowNetworkIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void aBatchMayTakeLongerThanATransaction() throws Exception {
    Map<String, String> settings =
        Map.of("kafka.transaction.timeout.ms", "1000", "batch.max.frames", "16");
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), WATCHFUL, settings);
        TopicReader scores = rig.read(rig.config().topics().scores())) {
      rig.label(200);
      rig.train();
      rig.sendTicks(0, TICKS);
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      try (SlowScorer scorer = SlowScorer.start(rig, registry, Duration.ofMillis(100))) {
        eachFrameHasOneScoreInItsOrder(scores);
        assertThat(registry.get("sisom.frames.in").counter().count())
            .as("no work was thrown away and done again")
            .isEqualTo(FRAMES);
        assertThat(scorer.isRunning()).isTrue();
      }
    }
  }

  @Test
  void whereATransactionTakesTooLongAllTheSameItsFramesAreScoredAgainAndCountOnce()
      throws Exception {
    Path sleep = dir.resolve("sleep");
    Map<String, String> settings =
        Map.of(
            "kafka.transaction.timeout.ms",
            "1000",
            "kafka.default.client.supplier",
            SleepyClients.class.getName(),
            SleepyClients.FILE,
            sleep.toString());
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), WATCHFUL, settings);
        TopicReader scores = rig.read(rig.config().topics().scores())) {
      rig.label(200);
      rig.train();
      Files.createFile(sleep);
      rig.sendTicks(0, TICKS);
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      try (SlowScorer scorer = SlowScorer.start(rig, registry, Duration.ofMillis(5))) {
        eachFrameHasOneScoreInItsOrder(scores);
        assertThat(sleep).as("a thread slept in its transaction").doesNotExist();
        assertThat(registry.get("sisom.frames.in").counter().count())
            .as("and had to do its work again")
            .isGreaterThan(FRAMES);
        assertThat(scorer.isRunning()).isTrue();
      }
    }
  }

  private static void eachFrameHasOneScoreInItsOrder(TopicReader scores) throws Exception {
    scores.until(records -> records.size() >= FRAMES, PATIENCE);
    List<FrameScore> all =
        TopicReader.values(FrameScore.class, scores.during(Duration.ofSeconds(1)));
    for (int robot = 1; robot <= ScoringRig.PARTITIONS; robot++) {
      String sensor = "robot-" + robot;
      assertThat(all.stream().filter(score -> score.getSensorId().equals(sensor)))
          .extracting(FrameScore::getFrameId)
          .containsExactlyElementsOf(
              IntStream.range(0, TICKS)
                  .mapToObj(tick -> "%s-%06d".formatted(sensor, tick))
                  .toList());
    }
  }
}
