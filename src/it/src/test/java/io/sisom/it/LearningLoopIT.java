package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.OodAlert;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Thorough;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;
import io.sisom.wire.LabelKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop from a thing nobody knows to a class that is predicted. */
class LearningLoopIT {
  private static final ObjectKind NEW_KIND = ObjectKind.unknownKinds().get(0);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KNOWN_FRAMES = 160;
  private static final int FIRST_FRAMES = 300;
  private static final int LATER_FRAMES = 60;

  private final Instant start = Instant.now();
  @TempDir private Path dir;
  private int tick;

  @Test
  void whatWasUnknownIsAlertedLabeledLearnedAndThenPredicted() throws Exception {
    learnWhatWasUnknown("head");
  }

  @Thorough
  @Test
  void aWholeNetworkLearnsItToo() throws Exception {
    learnWhatWasUnknown("full");
  }

  private void learnWhatWasUnknown(String mode) throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, start, Map.of(), settings(mode));
        TopicReader scores = rig.read(rig.config().topics().scores());
        TopicReader alerts = rig.read(rig.config().topics().alerts());
        TopicReader candidates = rig.read(rig.config().topics().candidates())) {
      rig.label(640);
      rig.train();
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry())) {
        send(rig, "known-before", 21, KNOWN_FRAMES, ObjectKind.knownKinds());
        send(rig, "first-sight", 22, FIRST_FRAMES, List.of(NEW_KIND));
        List<FrameScore> before = ScoringRig.scores(scores, KNOWN_FRAMES + FIRST_FRAMES);
        // A frame of the future closes the windows.
        tick += 600;
        send(rig, "clock", 23, 3, ObjectKind.knownKinds());

        assertThat(opened(alerts, "first-sight")).isPositive();
        int labeled = labelCandidates(rig, candidates, "first-sight");
        assertThat(labeled).isGreaterThanOrEqualTo(40);
        long learned = rig.train();
        await().atMost(PATIENCE).until(() -> scorer.referenceVersion() == learned);

        send(rig, "known-after", 21, KNOWN_FRAMES, ObjectKind.knownKinds());
        send(rig, "second-sight", 24, LATER_FRAMES, List.of(NEW_KIND));
        List<FrameScore> after =
            ScoringRig.scores(
                scores, KNOWN_FRAMES + FIRST_FRAMES + 3 + KNOWN_FRAMES + LATER_FRAMES);

        double knownBefore = right(before, "known-before", ObjectKind.knownKinds());
        double knownAfter = right(after, "known-after", ObjectKind.knownKinds());
        double newAfter = right(after, "second-sight", List.of(NEW_KIND));
        System.out.printf(
            "%s: %d labels of a new kind; known kinds right %.3f before, %.3f after; the new one"
                + " %.3f%n",
            mode, labeled, knownBefore, knownAfter, newAfter);
        assertThat(newAfter).isGreaterThanOrEqualTo(0.8);
        assertThat(knownAfter).isGreaterThanOrEqualTo(knownBefore - 0.02);
        assertThat(opened(alerts, "second-sight")).isZero();
      }
    }
  }

  private Map<String, String> settings(String mode) {
    return Map.of(
        "learning.mode", mode,
        "learning.full.labels", "1",
        "learning.epochs", "4",
        "score.profile", "lean",
        "fit.by", "none",
        "candidate.window.ms", "2000",
        "candidate.grace.ms", "100",
        "candidate.k", "40");
  }

  /** Ten frames a second, their ids told from each other by sensor and number. */
  private void send(ScoringRig rig, String sensor, long seed, int count, List<ObjectKind> kinds) {
    LabeledFrames world = new LabeledFrames(seed, "truth", start, kinds);
    for (int i = 0; i < count; i++) {
      SensorFrame seen = world.frame(i).getFrame();
      rig.send(
          0,
          SensorFrame.newBuilder(seen)
              .setFrameId(sensor + "-" + i)
              .setSensorId(sensor)
              .setCapturedAt(start.plusMillis(100L * tick++))
              .build());
    }
  }

  private static long opened(TopicReader alerts, String sensor) throws Exception {
    return TopicReader.values(OodAlert.class, alerts.during(Duration.ofSeconds(1))).stream()
        .filter(alert -> alert.getSensorId().equals(sensor))
        .filter(alert -> alert.getStatus() == EpisodeStatus.OPENED)
        .count();
  }

  private static int labelCandidates(ScoringRig rig, TopicReader candidates, String sensor)
      throws Exception {
    AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
    candidates.until(
        seen ->
            seen.stream().filter(r -> r.key() != null && r.key().startsWith(sensor)).count() >= 40,
        PATIENCE);
    List<LabelCandidate> offered =
        TopicReader.values(LabelCandidate.class, candidates.during(Duration.ofSeconds(3)));
    int labeled = 0;
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      for (LabelCandidate candidate : offered) {
        SensorFrame frame = candidate.getFrame();
        if (frame.getSensorId().equals(sensor)) {
          LabeledFrame label =
              new LabeledFrame(
                  frame,
                  NEW_KIND.label(),
                  "annotator",
                  Instant.now(),
                  false,
                  LabelKind.CLASS.word(),
                  false);
          producer.send(
              new ProducerRecord<>(
                  rig.config().topics().labels(),
                  LabelKey.of(frame.getFrameId(), "annotator"),
                  codec.encode(label)));
          labeled++;
        }
      }
    }
    return labeled;
  }

  private static double right(List<FrameScore> scores, String sensor, List<ObjectKind> kinds) {
    List<FrameScore> seen =
        scores.stream().filter(score -> score.getSensorId().equals(sensor)).toList();
    long right =
        seen.stream()
            .filter(
                score -> {
                  int index = Integer.parseInt(score.getFrameId().substring(sensor.length() + 1));
                  return score.getPredicted().equals(kinds.get(index % kinds.size()).label());
                })
            .count();
    return (double) right / seen.size();
  }
}
