package io.sisom.console.http;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.ConsoleState;
import io.sisom.console.SteadyClock;
import io.sisom.it.rig.ScoringRig;
import io.sisom.live.Episode;
import io.sisom.schema.ReferenceManifest;
import io.sisom.scorer.ScorerProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A fleet with a scorer and a console where somebody reviews episodes, and a trainer that is run by
 * hand: from an alert to the version that learned from the answer.
 */
final class ReviewedFleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LABELS = 640;

  private final ScoringRig rig;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ScorerProcess scorer;
  private final ConsoleProcess console;
  private final Caller caller;

  /** Starts all of it on labels of the demo's world, as lean scores, and waits until it serves. */
  ReviewedFleet(Path dir, Instant start, Map<String, String> extra) throws Exception {
    Map<String, String> settings =
        new HashMap<>(Map.of("fit.by", "none", "score.profile", "lean", "console.port", "0"));
    settings.putAll(extra);
    this.rig = new ScoringRig(dir, start, Map.of(), settings);
    rig.label(LABELS);
    rig.train();
    SisomConfig config = rig.config();
    this.scorer = rig.startScorer(metrics);
    this.console =
        ConsoleProcess.start(
            config.kafkaAccess(),
            config.consoleSettings(),
            config.heatMaps(),
            new SimpleMeterRegistry(),
            SteadyClock.ofMachine(),
            Clock.systemUTC());
    console.takeOver();
    await().atMost(PATIENCE).until(() -> console.console().queue().state() == ConsoleState.SERVING);
    this.caller = new Caller(console.server().port());
  }

  ScoringRig rig() {
    return rig;
  }

  /** The scorer's meters. */
  SimpleMeterRegistry metrics() {
    return metrics;
  }

  Caller caller() {
    return caller;
  }

  /** The version that the console shows as active. */
  ReferenceManifest activeVersion() {
    return console.console().versions().active().orElseThrow();
  }

  /** The episodes that the console shows. */
  List<Episode> episodes() {
    return List.copyOf(console.fleet().fleet().episodes());
  }

  /**
   * Waits for an episode and gives all there are one answer; how many frames were reviewed by it.
   *
   * @param answer the last part of its path: mute or false-alarm
   */
  int answerEpisodes(String answer) throws Exception {
    await().atMost(PATIENCE).until(() -> !episodes().isEmpty());
    for (Episode episode : episodes()) {
      Described.good(
          caller.post("/api/v1/episodes/" + episode.id() + "/" + answer, "{\"annotator\":\"ann\"}"),
          "post",
          "/api/v1/episodes/{episodeId}/" + answer);
    }
    return console.console().queue().reviews().orElseThrow().values().stream()
        .mapToInt(review -> review.frameIds().size())
        .sum();
  }

  /** Makes a version of what was answered and waits until scorer and console have it. */
  ReferenceManifest learn() throws Exception {
    awaitServed(rig.train());
    return activeVersion();
  }

  /** Waits until scorer and console have a version. */
  void awaitServed(long version) {
    await().atMost(PATIENCE).until(() -> scorer.referenceVersion() == version);
    await().atMost(PATIENCE).until(() -> activeVersion().getVersion() == version);
  }

  @Override
  public void close() throws Exception {
    console.close();
    scorer.close();
    rig.close();
  }
}
