package io.sisom.it;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.FrameScore;
import io.sisom.schema.VersionOutcome;
import io.sisom.schema.VersionReport;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Thorough;
import io.sisom.version.ReferenceCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that have learned, and their reference sets, go to a fleet of scorers under load. */
@Thorough
class LearnedSwapIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path dir;

  @Test
  void everyScorerSwapsModelAndReferenceTogetherAndALateOneJoinsOnTheSameVersion()
      throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), learnsEachTime())) {
      rig.label(240);
      rig.train();
      int ticks;
      long last;
      try (ScorerProcess a = scorer(rig, "a");
          ScorerProcess b = scorer(rig, "b");
          Load load = new Load(rig)) {
        for (int i = 0; i < 2; i++) {
          rig.label(40);
          rig.train();
        }
        try (ScorerProcess late = scorer(rig, "late")) {
          rig.label(40);
          long newest = rig.train();
          for (ScorerProcess scorer : List.of(a, b, late)) {
            await().atMost(PATIENCE).until(() -> scorer.referenceVersion() == newest);
          }
          last = newest;
          ticks = load.stop();
          everyFrameHasOneScore(rig, ScoringRig.PARTITIONS * ticks, newest);
        }
      }
      eachScorerSaysThatItServes(last, rig);
    }
  }

  private static void everyFrameHasOneScore(ScoringRig rig, int frames, long newest)
      throws Exception {
    try (TopicReader reader = rig.read(rig.config().topics().scores())) {
      List<FrameScore> scores = ScoringRig.scores(reader, frames);
      assertThat(scores).hasSize(frames).extracting(FrameScore::getFrameId).doesNotHaveDuplicates();

      Map<Long, Set<String>> models =
          scores.stream()
              .collect(
                  groupingBy(
                      FrameScore::getReferenceVersion,
                      mapping(FrameScore::getModelVersion, toSet())));
      Map<Long, String> published = published(rig);
      assertThat(models.keySet()).contains(1L, newest).hasSizeGreaterThan(2);
      models.forEach(
          (version, used) ->
              assertThat(used).containsExactly(published.getOrDefault(version, "none")));
      assertThat(published.values()).as("each version has learned").doesNotHaveDuplicates();
    }
  }

  private static void eachScorerSaysThatItServes(long version, ScoringRig rig) throws Exception {
    try (TopicReader reader = rig.read(rig.config().topics().reports())) {
      Map<String, VersionReport> latest = new LinkedHashMap<>();
      TopicReader.values(VersionReport.class, reader.during(Duration.ofSeconds(1)))
          .forEach(report -> latest.put(report.getInstance(), report));
      assertThat(latest.keySet()).containsExactlyInAnyOrder("a", "b", "late");
      assertThat(latest.values())
          .allSatisfy(
              report -> {
                assertThat(report.getOutcome()).isEqualTo(VersionOutcome.LIVE);
                assertThat(report.getServing()).isEqualTo(version);
              });
    }
  }

  /** The model of each version. */
  private static Map<Long, String> published(ScoringRig rig) throws Exception {
    Map<Long, String> published = new HashMap<>();
    new ReferenceCatalog(rig.references())
        .list(PATIENCE)
        .forEach(
            entry ->
                published.put(entry.manifest().getVersion(), entry.manifest().getModelVersion()));
    return published;
  }

  /** A short learning of the whole network, which nothing holds back. */
  private static Map<String, String> learnsEachTime() {
    return Map.of(
        "learning.mode", "full",
        "learning.full.labels", "1",
        "learning.epochs", "1",
        "learning.validation.fraction", "0",
        "gate.accuracy.drop", "1",
        "gate.class.drop", "1",
        "gate.calibration.rise", "1",
        "gate.ravg.rise", "10",
        "score.profile", "lean",
        "fit.by", "none");
  }

  private static ScorerProcess scorer(ScoringRig rig, String name) throws InterruptedException {
    Map<String, String> own = new HashMap<>(rig.settings());
    own.put("scoring.instance", name);
    own.put("scoring.state.dir", rig.dir().resolve("streams-" + name).toString());
    own.put("reference.cache.dir", rig.dir().resolve("references-" + name).toString());
    ScorerProcess scorer =
        new ScorerProcess(
            SisomConfig.of(own).forScorer(), new SimpleMeterRegistry(), Clock.systemUTC());
    scorer.start();
    return scorer;
  }

  /** Three cameras that send until they are stopped, some 100 frames a second. */
  private static final class Load implements AutoCloseable {
    private final Thread thread;
    private volatile boolean stopped;
    private volatile int ticks;

    Load(ScoringRig rig) {
      this.thread = new Thread(() -> send(rig), "load");
      thread.start();
    }

    private void send(ScoringRig rig) {
      int tick = 0;
      while (!stopped) {
        rig.sendTicks(tick, tick + 1);
        ticks = ++tick;
        try {
          Thread.sleep(30);
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    /** How many ticks were sent. */
    int stop() throws InterruptedException {
      stopped = true;
      thread.join();
      return ticks;
    }

    @Override
    public void close() throws InterruptedException {
      stop();
    }
  }
}
