package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.method.FrameShape;
import io.sisom.schema.FrameScore;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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
    try (ReviewedFleet fleet = new ReviewedFleet(dir, start, Map.of("live.review.frames", "20"));
        TopicReader scores = fleet.rig().read(fleet.rig().config().topics().scores())) {
      ScoringRig rig = fleet.rig();
      send(rig, "dusk", 0);
      double before = median(ScoringRig.scores(scores, FRAMES), "dusk");
      ReferenceManifest first = fleet.activeVersion();
      int marked = fleet.answerEpisodes("false-alarm");
      ReferenceManifest second = fleet.learn();
      send(rig, "dusk-again", 600);
      double after = median(ScoringRig.scores(scores, 2 * FRAMES), "dusk-again");

      System.out.printf(
          "%d frames of a false alarm: median p-value %.4f before, %.4f after%n",
          marked, before, after);
      assertThat(marked).isBetween(1, 20 * fleet.episodes().size());
      assertThat(second.getCalibrationFrames())
          .as("all of them calibrate, and none is known")
          .isEqualTo(first.getCalibrationFrames() + marked);
      assertThat(second.getPooledFrames()).isEqualTo(first.getPooledFrames());
      assertThat(before).isLessThanOrEqualTo(rig.config().alerts().alpha());
      assertThat(after).isGreaterThan(rig.config().alerts().alpha());
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
