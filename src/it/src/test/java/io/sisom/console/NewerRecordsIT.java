package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.it.cli.Shell;
import io.sisom.it.rig.NewerWriter;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.SmallMcap;
import io.sisom.it.rig.TopicReader;
import io.sisom.labeling.PoolEditor;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FeedPosition;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.OodAlert;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.schema.VersionReport;
import io.sisom.scorer.ScorerProcess;
import io.sisom.wire.LabelKind;
import io.sisom.wire.SchemaTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that were not yet upgraded, beside some that were: whatever a newer version writes, the
 * others read by the schema that it published, on every topic.
 */
class NewerRecordsIT {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final FrameOrigin SOURCE =
      new FrameOrigin("spot-3", "/camera", "run.mcap", "12:0");

  @TempDir private Path dir;

  @Test
  void theConsoleShowsAlertsAndCandidatesOfANewerScorer() throws Exception {
    try (QueueRig rig = new QueueRig(dir, Map.of())) {
      NewerWriter newer = new NewerWriter(rig.config());
      newer.send(rig.config().topics().alerts(), "camera-1", alert());
      FrameScore score =
          FrameScore.newBuilder(QueueRig.candidate("frame-1", 1).getScore())
              .setSource(SOURCE)
              .build();
      LabelCandidate candidate =
          LabelCandidate.newBuilder(QueueRig.candidate("frame-1", 1)).setScore(score).build();
      newer.send(rig.config().topics().candidates(), "frame-1", candidate);
      newer.send(rig.config().topics().scores(), "camera-1", score);
      try (ConsoleProcess process = rig.start()) {
        await()
            .atMost(PATIENCE)
            .until(() -> process.fleet().fleet().episode("episode-1").isPresent());
        assertThat(process.fleet().fleet().episode("episode-1").orElseThrow().alert().getSource())
            .isEqualTo(SOURCE);
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    process
                        .console()
                        .queue()
                        .read(queue -> queue.find("frame-1").isPresent())
                        .orElse(false));
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    process.fleet().fleet().view(Instant.now()).sensors().stream()
                        .anyMatch(sensor -> SOURCE.equals(sensor.origin().source())));
      }
    }
  }

  private static OodAlert alert() {
    return OodAlert.newBuilder()
        .setEpisodeId("episode-1")
        .setSensorId("camera-1")
        .setStatus(EpisodeStatus.OPENED)
        .setOpenedAt(NOON)
        .setLastNovelAt(NOON)
        .setFirstFrameId("f-1")
        .setLastFrameId("f-9")
        .setFrames(9)
        .setNovelFrames(5)
        .setPeakFrameId("f-4")
        .setPeakSisome(2)
        .setPeakPValue(0.001)
        .setPeakPredicted("cat")
        .setAlpha(0.01)
        .setModelVersion("net@1")
        .setReferenceVersion(1)
        .setSource(SOURCE)
        .build();
  }

  @Test
  void aNewerTrainersVersionIsServedListedAndNotOverwritten() throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, NOON, Map.of(), Map.of("fit.by", "none"))) {
      rig.label(200);
      rig.train();
      SisomConfig config = rig.config();
      ReferenceManifest manifest =
          latest(rig, ReferenceManifest.class, config.topics().references(), "manifest/1");
      NewerWriter newer = new NewerWriter(config);
      newer.send(config.topics().references(), "manifest/1", manifest);

      assertThat(sisom(rig, "reference", "list").out()).contains(manifest.getModelVersion());
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry())) {
        assertThat(scorer.referenceVersion()).isEqualTo(1);
        assertThat(rig.train()).as("a number that nobody has").isEqualTo(2);
        await().atMost(PATIENCE).until(() -> scorer.referenceVersion() == 2);
      }

      newer.send(
          config.topics().reports(),
          "scorer-9",
          VersionReport.newBuilder(
                  latest(rig, VersionReport.class, config.topics().reports(), null))
              .setInstance("scorer-9")
              .build());
      Shell.Run reports =
          sisom(rig, "reference", "reports", "--from-beginning", "--until-idle", "2");
      assertThat(reports.exitCode()).as(reports.err()).isZero();
      assertThat(reports.out()).contains("scorer-9");
    }
  }

  @Test
  void labelsAndPositionsOfNewerProgramsAreReadAndKept() throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, NOON, Map.of(), Map.of());
        SchemaTopic schemas = rig.config().schemas()) {
      SisomConfig config = rig.config();
      NewerWriter newer = new NewerWriter(config);
      SensorFrame frame = SensorFrame.newBuilder(rig.frame(0, 1)).setSource(SOURCE).build();
      newer.send(
          config.topics().labels(),
          frame.getFrameId() + "|ann",
          new LabeledFrame(frame, "kite", "ann", NOON, false, LabelKind.CLASS.word(), false));
      PoolEditor pool =
          new PoolEditor(
              config.kafka().consumerProperties(),
              () -> config.kafka().transactionalProducer("newer-editor"),
              config.topics().labels(),
              schemas);
      assertThat(pool.answers().values()).extracting(it -> it.label()).containsExactly("kite");
      assertThat(sisom(rig, "label", "list").out()).contains("1  kite");
      assertThat(sisom(rig, "label", "rename", "kite", "drake").exitCode()).isZero();
      assertThat(
              latest(rig, LabeledFrame.class, config.topics().labels(), null)
                  .getFrame()
                  .getSource())
          .as("what was not renamed stays")
          .isEqualTo(SOURCE);

      SmallMcap recorder = new SmallMcap("/camera");
      recorder.add(NOON).add(NOON.plusSeconds(1)).add(NOON.plusSeconds(2));
      Path file = Files.write(dir.resolve("run.mcap"), recorder.finished());
      assertThat(sisom(rig, "feed", "mcap", file.toString()).out()).contains("3 frames on");
      String positions = config.topics().feedPositions();
      ConsumerRecord<String, byte[]> saved = last(rig, positions, null);
      newer.send(
          positions, saved.key(), TopicReader.values(FeedPosition.class, List.of(saved)).get(0));
      assertThat(sisom(rig, "feed", "mcap", file.toString()).out())
          .as("it knows that it has come to the end")
          .contains("0 frames on");
    }
  }

  private static Shell.Run sisom(ScoringRig rig, String... words) {
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--set";
    all[words.length + 1] = "kafka.bootstrap.servers=" + rig.config().kafka().bootstrapServers();
    return Shell.run(all);
  }

  private static <T extends SpecificRecord> T latest(
      ScoringRig rig, Class<T> type, String topic, @Nullable String key) throws Exception {
    return TopicReader.values(type, List.of(last(rig, topic, key))).get(0);
  }

  private static ConsumerRecord<String, byte[]> last(
      ScoringRig rig, String topic, @Nullable String key) {
    try (TopicReader reader = rig.read(topic)) {
      reader.until(seen -> !seen.isEmpty(), PATIENCE);
      List<ConsumerRecord<String, byte[]>> own =
          reader.during(Duration.ofSeconds(1)).stream()
              .filter(record -> key == null || key.equals(record.key()))
              .toList();
      return own.get(own.size() - 1);
    }
  }
}
