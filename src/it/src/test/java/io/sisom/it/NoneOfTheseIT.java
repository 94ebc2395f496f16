package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.reference.NoneDiscount;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Thorough;
import io.sisom.version.ReferenceCatalog;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;
import io.sisom.wire.LabelKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From candidates that a person answers "none of these" to scores that know it and candidates of
 * which fewer are of that kind.
 */
class NoneOfTheseIT {
  private static final ObjectKind FOREIGN = ObjectKind.unknownKinds().get(0);
  private static final ObjectKind WANTED = ObjectKind.unknownKinds().get(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KNOWN_FRAMES = 80;
  private static final int FIRST_FRAMES = 200;
  private static final int LATER_FRAMES = 60;

  /** So long ago that no frame lies ahead of the wall clock, for which its window would wait. */
  private final Instant start = Instant.now().minus(Duration.ofMinutes(5));

  @TempDir private Path dir;
  private int tick;

  @Test
  void foreignAnswersReachTheScoresAndTheNextCandidates() throws Exception {
    teachForeignAnswers("head");
  }

  @Thorough
  @ParameterizedTest
  @ValueSource(strings = {"reference", "full"})
  void foreignAnswersReachThemInTheOtherModesToo(String mode) throws Exception {
    teachForeignAnswers(mode);
  }

  private void teachForeignAnswers(String mode) throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, start, Map.of(), settings(mode));
        TopicReader scores = rig.read(rig.config().topics().scores());
        TopicReader candidates = rig.read(rig.config().topics().candidates())) {
      rig.label(640);
      rig.train();
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry())) {
        send(rig, "first-sight", 22, FIRST_FRAMES, FOREIGN);
        closeWindows(rig);
        List<FrameScore> before = ScoringRig.scores(scores, FIRST_FRAMES + 3);
        assertThat(before).allMatch(score -> score.getNoneProbability() == null);
        assertThat(answer(rig, candidates, "first-sight")).isGreaterThanOrEqualTo(40);

        long learned = rig.train();
        await().atMost(PATIENCE).until(() -> scorer.referenceVersion() == learned);
        ReferenceManifest manifest = manifest(rig, learned);
        assertThat(manifest.getLabels()).as("no class").doesNotContain("foreign");
        assertThat(manifest.getWaitingByLabel()).doesNotContainKey("foreign");
        assertThat(manifest.getNoneKinds()).containsExactly("foreign");
        assertThat(manifest.getNoneByKind().get("foreign")).isGreaterThanOrEqualTo(40);
        assertThat(manifest.getNoneAuroc()).isGreaterThanOrEqualTo(0.9);

        for (int i = 0; i < LATER_FRAMES; i++) {
          sendOne(rig, "second-sight", 24, i, List.of(FOREIGN));
          sendOne(rig, "wanted", 25, i, List.of(WANTED));
        }
        for (int i = 0; i < KNOWN_FRAMES; i++) {
          sendOne(rig, "known", 21, i, ObjectKind.knownKinds());
        }
        closeWindows(rig);
        List<FrameScore> after =
            ScoringRig.scores(scores, FIRST_FRAMES + 3 + 2 * LATER_FRAMES + KNOWN_FRAMES + 3);
        double foreign = none(after, "second-sight");
        double wanted = none(after, "wanted");
        double known = none(after, "known");
        List<LabelCandidate> offered = offered(candidates, learned);
        long ofForeign =
            offered.stream()
                .filter(it -> it.getScore().getSensorId().equals("second-sight"))
                .count();
        System.out.printf(
            "%s: none of these at AUROC %.3f; mean probability: foreign %.3f, another unknown kind"
                + " %.3f, known kinds %.3f; %d of %d candidates foreign%n",
            mode, manifest.getNoneAuroc(), foreign, wanted, known, ofForeign, offered.size());
        assertThat(foreign).isGreaterThan(0.5);
        assertThat(known).isLessThan(0.2);
        assertRankedByTheDiscount(offered);
      }
    }
  }

  private Map<String, String> settings(String mode) {
    Map<String, String> settings = new HashMap<>();
    settings.put("learning.mode", mode);
    settings.put("learning.full.labels", "1");
    settings.put("learning.epochs", "3");
    settings.put("score.profile", "lean");
    settings.put("fit.by", "none");
    settings.put("candidate.window.ms", "20000");
    settings.put("candidate.grace.ms", "100");
    settings.put("candidate.k", "60");
    return settings;
  }

  private void send(ScoringRig rig, String sensor, long seed, int count, ObjectKind kind) {
    for (int i = 0; i < count; i++) {
      sendOne(rig, sensor, seed, i, List.of(kind));
    }
  }

  private void sendOne(
      ScoringRig rig, String sensor, long seed, int index, List<ObjectKind> kinds) {
    SensorFrame seen = new LabeledFrames(seed, "truth", start, kinds).frame(index).getFrame();
    rig.send(
        0,
        SensorFrame.newBuilder(seen)
            .setFrameId(sensor + "-" + index)
            .setSensorId(sensor)
            .setCapturedAt(start.plusMillis(100L * tick++))
            .build());
  }

  /** Frames of the future close the windows before. */
  private void closeWindows(ScoringRig rig) {
    tick += 600;
    for (int i = 0; i < 3; i++) {
      sendOne(rig, "clock-" + tick, 23, i, ObjectKind.knownKinds());
    }
  }

  /** Answers all candidates of a sensor with "none of these", in the labeled pool. */
  private static int answer(ScoringRig rig, TopicReader candidates, String sensor)
      throws Exception {
    candidates.until(
        seen ->
            seen.stream().filter(r -> r.key() != null && r.key().startsWith(sensor)).count() >= 40,
        PATIENCE);
    AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
    int answered = 0;
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      for (LabelCandidate candidate :
          TopicReader.values(LabelCandidate.class, candidates.during(Duration.ofSeconds(3)))) {
        SensorFrame frame = candidate.getFrame();
        if (frame.getSensorId().equals(sensor)) {
          String kind = LabelKind.FOREIGN.word();
          producer.send(
              new ProducerRecord<>(
                  rig.config().topics().labels(),
                  LabelKey.of(frame.getFrameId(), "ann"),
                  codec.encode(
                      new LabeledFrame(frame, kind, "ann", Instant.now(), false, kind, false))));
          answered++;
        }
      }
    }
    return answered;
  }

  private static ReferenceManifest manifest(ScoringRig rig, long version) throws Exception {
    return new ReferenceCatalog(rig.references())
        .list(PATIENCE).stream()
            .map(ReferenceCatalog.Entry::manifest)
            .filter(manifest -> manifest.getVersion() == version)
            .findFirst()
            .orElseThrow();
  }

  private static double none(List<FrameScore> scores, String sensor) {
    return scores.stream()
        .filter(score -> score.getSensorId().equals(sensor))
        .mapToDouble(score -> Objects.requireNonNull(score.getNoneProbability()))
        .average()
        .orElseThrow();
  }

  /** Candidates of a version, of the window with most. */
  private static List<LabelCandidate> offered(TopicReader candidates, long version)
      throws Exception {
    candidates.until(
        seen -> seen.stream().anyMatch(r -> r.key() != null && r.key().startsWith("wanted")),
        PATIENCE);
    return TopicReader.values(LabelCandidate.class, candidates.during(Duration.ofSeconds(3)))
        .stream()
        .filter(it -> of(it, version))
        .sorted(
            Comparator.comparing(LabelCandidate::getWindowStart)
                .thenComparing(LabelCandidate::getRank))
        .toList();
  }

  private static boolean of(LabelCandidate candidate, long version) {
    return candidate.getScore().getReferenceVersion() == version;
  }

  private static void assertRankedByTheDiscount(List<LabelCandidate> offered) {
    assertThat(offered).isNotEmpty();
    for (int i = 1; i < offered.size(); i++) {
      LabelCandidate better = offered.get(i - 1);
      LabelCandidate next = offered.get(i);
      if (better.getWindowStart().equals(next.getWindowStart())) {
        assertThat(ranking(better)).isGreaterThanOrEqualTo(ranking(next));
      }
    }
  }

  private static double ranking(LabelCandidate candidate) {
    FrameScore score = candidate.getScore();
    return NoneDiscount.rank(score.getRatio(), Objects.requireNonNull(score.getNoneProbability()));
  }
}
