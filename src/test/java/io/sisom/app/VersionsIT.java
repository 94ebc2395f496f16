package io.sisom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.app.config.SisomConfig;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.labeling.Answer;
import io.sisom.labeling.LabelBook;
import io.sisom.labeling.PoolEditor;
import io.sisom.labeling.SettledLabels;
import io.sisom.reference.ManifestWatch;
import io.sisom.reference.ReferenceCatalog;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.ScoringRig;
import io.sisom.testkit.SilentWatcher;
import io.sisom.training.TrainingResult;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are rejected, activated and gone back from; labels that are changed. */
class VersionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectKind NEW_KIND = ObjectKind.unknownKinds().get(0);

  @TempDir private Path dir;

  @Test
  void aRejectedVersionIsKeptAndServedOnlyWhereSomeoneActivatesIt() throws Exception {
    try (ScoringRig rig =
        rig(Map.of("learning.mode", "head", "score.profile", "lean", "fit.by", "none"))) {
      rig.label(240);
      assertThat(rig.train()).isEqualTo(1);
      List<Long> active = new CopyOnWriteArrayList<>();
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry());
          ManifestWatch watch =
              ManifestWatch.start(
                  rig.config().kafka().consumerProperties(),
                  rig.config().topics().references(),
                  manifest -> active.add(manifest.getVersion()))) {
        label(rig, "ann", NEW_KIND.label(), 40);
        // One class more among the known ones raises r_avg, which this gate does not stand.
        rig.settings().put("gate.ravg.rise", "0");

        TrainingResult.Rejected rejected = (TrainingResult.Rejected) train(rig);
        assertThat(rejected.manifest().getReasons()).anyMatch(it -> it.startsWith("r_avg rises"));
        assertThat(rejected.manifest().getParent()).isEqualTo(1);
        assertThat(active(rig)).isEqualTo(1);
        assertThat(scorer.referenceVersion()).isEqualTo(1);

        catalog(rig).activate(2, PATIENCE);
        await().atMost(PATIENCE).until(() -> scorer.referenceVersion() == 2);

        long before = ReferenceCatalog.before(2, catalog(rig).list(PATIENCE)).orElseThrow();
        catalog(rig).activate(before, PATIENCE);
        await().atMost(PATIENCE).until(() -> scorer.referenceVersion() == 1);
        await().atMost(PATIENCE).until(() -> active.equals(List.of(1L, 2L, 1L)));
        assertThat(watch.active().orElseThrow().getVersion()).isEqualTo(1);
      }
    }
  }

  @Test
  void aRestartedTrainerGoesOnFromWhatTheNetworkHasLearned() throws Exception {
    try (ScoringRig rig =
        rig(
            Map.of(
                "score.profile", "lean",
                "fit.by", "none",
                "learning.mode", "full",
                "learning.full.labels", "1",
                "learning.epochs", "3"))) {
      rig.label(160);
      label(rig, "ann", NEW_KIND.label(), 40);
      TrainingResult.Made first = (TrainingResult.Made) train(rig);
      assertThat(first.manifest().getMode()).isEqualTo("full");
      assertThat(first.manifest().getLearnedOffsets()).isNotEmpty();

      TrainingResult.Made second = (TrainingResult.Made) train(rig);

      assertThat(second.manifest().getMode()).as("nothing new to learn").isEqualTo("head");
      assertThat(second.manifest().getModelVersion()).isEqualTo(first.manifest().getModelVersion());
      assertThat(second.manifest().getLabels()).contains(NEW_KIND.label());
      assertThat(second.manifest().getLearnedOffsets())
          .isEqualTo(first.manifest().getLearnedOffsets());
    }
  }

  @Test
  void labelsAreRenamedMergedSettledAndWithdrawnInThePool() throws Exception {
    try (ScoringRig rig = rig(Map.of())) {
      label(rig, "ann", "giraf", 6);
      label(rig, "bob", "kite", 2);
      PoolEditor pool = pool(rig.config());

      assertThat(settle(pool).conflictFrames()).isEqualTo(2);
      assertThat(pool.rename("giraf", "giraffe")).isEqualTo(6);
      assertThat(pool.rename("giraf", "giraffe")).isZero();
      eventually(pool, Map.of("giraffe", 4));

      assertThat(pool.rename("kite", "giraffe")).isEqualTo(2);
      eventually(pool, Map.of("giraffe", 6));
      assertThat(settle(pool).conflictFrames()).isZero();

      assertThat(pool.withdraw(answer -> answer.annotator().equals("ann"))).isEqualTo(6);
      eventually(pool, Map.of("giraffe", 2));
      assertThat(pool.answers().values()).extracting(Answer::annotator).containsOnly("bob");
    }
  }

  private ScoringRig rig(Map<String, String> settings) throws Exception {
    return new ScoringRig(dir, Instant.now(), Map.of(), settings);
  }

  private static void label(ScoringRig rig, String annotator, String label, int count) {
    LabeledFrames world = new LabeledFrames(31, annotator, Instant.now(), List.of(NEW_KIND));
    AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      for (int i = 0; i < count; i++) {
        LabeledFrame frame = LabeledFrame.newBuilder(world.frame(i)).setLabel(label).build();
        String id = "new-" + i;
        frame =
            LabeledFrame.newBuilder(frame)
                .setFrame(SensorFrame.newBuilder(frame.getFrame()).setFrameId(id).build())
                .build();
        producer.send(
            new ProducerRecord<>(
                rig.config().topics().labels(), LabelKey.of(id, annotator), codec.encode(frame)));
      }
    }
  }

  private static TrainingResult train(ScoringRig rig) throws Exception {
    try (TrainerProcess trainer =
        TrainerProcess.open(
            rig.config(),
            rig.bundle(),
            new SilentWatcher(),
            new SimpleMeterRegistry(),
            Clock.systemUTC())) {
      return trainer.once();
    }
  }

  private static ReferenceCatalog catalog(ScoringRig rig) {
    return new ReferenceCatalog(
        rig.config().kafka().consumerProperties(), rig.config().topics().references());
  }

  private static long active(ScoringRig rig) throws Exception {
    return catalog(rig).list(PATIENCE).stream()
        .filter(ReferenceCatalog.Entry::active)
        .mapToLong(entry -> entry.manifest().getVersion())
        .sum();
  }

  private static PoolEditor pool(SisomConfig config) {
    return new PoolEditor(
        config.kafka()::consumer,
        () -> config.kafka().transactionalProducer("test-editor"),
        config.topics().labels());
  }

  /** A commit is readable a moment after it is made. */
  private static void eventually(PoolEditor pool, Map<String, Integer> counts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(settle(pool).countWithout(List.of())).isEqualTo(counts));
  }

  private static SettledLabels settle(PoolEditor pool) {
    LabelBook book = new LabelBook();
    pool.answers().forEach(book::put);
    return book.settle();
  }
}
