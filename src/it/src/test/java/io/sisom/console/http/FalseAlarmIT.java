package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.Console;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.ConsoleState;
import io.sisom.console.SteadyClock;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.live.Episode;
import io.sisom.method.FrameShape;
import io.sisom.schema.FrameScore;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop from a false alarm to p-values that know better. */
class FalseAlarmIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FRAMES = 60;
  private static final int SIDE = 64;

  private final Instant start = Instant.now();
  @TempDir private Path dir;

  @Test
  void afterTheNextVersionTheSameFramesAreLessSurprising() throws Exception {
    Map<String, String> settings =
        Map.of(
            "fit.by", "none",
            "score.profile", "lean",
            "console.port", "0",
            "live.review.frames", "20");
    try (ScoringRig rig = new ScoringRig(dir, start, Map.of(), settings);
        TopicReader scores = rig.read(rig.config().topics().scores())) {
      rig.label(640);
      rig.train();
      SisomConfig config = rig.config();
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry());
          ConsoleProcess process =
              ConsoleProcess.start(
                  config.kafkaAccess(),
                  config.consoleSettings(),
                  config.heatMaps(),
                  new SimpleMeterRegistry(),
                  SteadyClock.ofMachine(),
                  Clock.systemUTC())) {
        Console console = process.console();
        FleetWatch fleet = process.fleet();
        process.takeOver();
        await().atMost(PATIENCE).until(() -> console.queue().state() == ConsoleState.SERVING);
        send(rig, "dusk", 0);
        double before = median(ScoringRig.scores(scores, FRAMES), "dusk");
        await().atMost(PATIENCE).until(() -> !fleet.fleet().episodes().isEmpty());
        ReferenceManifest first = console.versions().active().orElseThrow();

        Caller caller = new Caller(process.server().port());
        for (Episode episode : fleet.fleet().episodes()) {
          Described.good(
              caller.post(
                  "/api/v1/episodes/" + episode.id() + "/false-alarm", "{\"annotator\":\"ann\"}"),
              "post",
              "/api/v1/episodes/{episodeId}/false-alarm");
        }
        int marked =
            console.queue().reviews().orElseThrow().values().stream()
                .mapToInt(review -> review.frameIds().size())
                .sum();
        long learned = rig.train();
        await().atMost(PATIENCE).until(() -> scorer.referenceVersion() == learned);
        await()
            .atMost(PATIENCE)
            .until(() -> console.versions().active().orElseThrow().getVersion() == learned);
        ReferenceManifest second = console.versions().active().orElseThrow();
        send(rig, "dusk-again", 600);
        double after = median(ScoringRig.scores(scores, 2 * FRAMES), "dusk-again");

        System.out.printf(
            "%d frames of a false alarm: median p-value %.4f before, %.4f after%n",
            marked, before, after);
        assertThat(marked).isBetween(1, 20 * fleet.fleet().episodes().size());
        assertThat(second.getCalibrationFrames())
            .as("all of them calibrate, and none is known")
            .isEqualTo(first.getCalibrationFrames() + marked);
        assertThat(second.getPooledFrames()).isEqualTo(first.getPooledFrames());
        assertThat(before).isLessThanOrEqualTo(config.alerts().alpha());
        assertThat(after).isGreaterThan(config.alerts().alpha());
      }
    }
  }

  /** Frames of known kinds, in the dark. */
  private void send(ScoringRig rig, String sensor, int tick) {
    LabeledFrames world = new LabeledFrames(31, "truth", start, ObjectKind.knownKinds());
    FrameDecoder decoder = new FrameDecoder(rig.config().frames());
    for (int i = 0; i < FRAMES; i++) {
      SensorFrame seen = world.frame(i).getFrame();
      byte[] planar =
          ((DecodedFrame.Pixels) decoder.decode(seen, new FrameShape(3, SIDE, SIDE))).planar();
      for (int p = 0; p < planar.length; p++) {
        planar[p] = (byte) ((planar[p] & 0xff) * 0.35);
      }
      rig.send(
          0,
          new SensorFrame(
              sensor + "-" + i,
              sensor,
              start.plusMillis(100L * (tick + i)),
              "rgb8-planar",
              SIDE,
              SIDE,
              ByteBuffer.wrap(planar),
              null,
              null,
              Map.of()));
    }
  }

  private static double median(List<FrameScore> scores, String sensor) {
    double[] sorted =
        scores.stream()
            .filter(score -> score.getSensorId().equals(sensor))
            .mapToDouble(FrameScore::getPValue)
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }
}
