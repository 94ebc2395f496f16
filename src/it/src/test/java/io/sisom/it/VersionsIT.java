package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.SilentListener;
import io.sisom.labeling.Answer;
import io.sisom.labeling.LabelBook;
import io.sisom.labeling.PoolEditor;
import io.sisom.labeling.SettledLabels;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.trainer.TrainerProcess;
import io.sisom.training.TrainingListener;
import io.sisom.training.VersionOutcome;
import io.sisom.version.ManifestWatch;
import io.sisom.version.ReferenceCatalog;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;
import io.sisom.wire.WriterSchemas;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are rejected, activated and gone back from; labels that are changed. */
class VersionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectKind NEW_KIND = ObjectKind.unknownKinds().get(0);
  private static final List<ObjectKind> TWO_KINDS = ObjectKind.knownKinds().subList(0, 2);

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
                  rig.references(), manifest -> active.add(manifest.getVersion()))) {
        // Half a kind is called by another's name: the two are told apart no more.
        label(rig, "ann", TWO_KINDS.get(1).label(), 60, TWO_KINDS.subList(0, 1));

        VersionOutcome.Rejected rejected = (VersionOutcome.Rejected) train(rig);
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
      VersionOutcome.Made first = (VersionOutcome.Made) train(rig);
      assertThat(first.manifest().getMode()).isEqualTo("full");
      assertThat(first.manifest().getLearnedOffsets()).isNotEmpty();

      VersionOutcome.Made second = (VersionOutcome.Made) train(rig);

      assertThat(second.manifest().getMode()).as("nothing new to learn").isEqualTo("head");
      assertThat(second.manifest().getModelVersion()).isEqualTo(first.manifest().getModelVersion());
      assertThat(second.manifest().getLabels()).contains(NEW_KIND.label());
      assertThat(second.manifest().getLearnedOffsets())
          .isEqualTo(first.manifest().getLearnedOffsets());
    }
  }

  @Test
  void aNetworkIsTrainedFromScratchOnceAndGoneOnFrom() throws Exception {
    try (ScoringRig rig =
        rig(
            Map.of(
                "score.profile", "lean",
                "fit.by", "none",
                "learning.mode", "full",
                "learning.scratch", "true",
                "learning.epochs", "1"))) {
      rig.label(160);
      VersionOutcome.Made first = (VersionOutcome.Made) train(rig);
      VersionOutcome.Made second = (VersionOutcome.Made) train(rig);

      assertThat(first.manifest().getAccuracy())
          .as("one epoch is not what the bundle had learned")
          .isLessThan(0.9);
      assertThat(second.manifest().getModelVersion()).isEqualTo(first.manifest().getModelVersion());
    }
  }

  @Test
  void aTrainerThatIsStoppedPublishesNothingHalfDone() throws Exception {
    try (ScoringRig rig =
        rig(
            Map.of(
                "score.profile", "lean",
                "fit.by", "none",
                "learning.mode", "head",
                "learning.head.rows", "all"))) {
      rig.label(160);
      for (String task : List.of("reading labels", "learning")) {
        Stopper stopper = new Stopper(task);
        try (TrainerProcess trainer = open(rig, stopper)) {
          stopper.trainer = trainer;
          assertThat(trainer.once()).as(task).isInstanceOf(VersionOutcome.NotMade.class);
        }
      }
      assertThat(catalog(rig).list(PATIENCE)).isEmpty();
    }
  }

  @Test
  void labelsThatTeachTheNetworkNothingAreToldOf() throws Exception {
    try (ScoringRig rig =
        rig(Map.of("score.profile", "lean", "fit.by", "none", "learning.mode", "head"))) {
      label(rig, "ann", ObjectKind.knownKinds().get(0).label(), 20);
      Stopper listener = new Stopper("never");
      try (TrainerProcess trainer = open(rig, listener)) {
        trainer.once();
      }
      assertThat(listener.unlearned).containsExactly("labels of two classes at least are needed");
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
    label(rig, annotator, label, count, List.of(NEW_KIND));
  }

  private static void label(
      ScoringRig rig, String annotator, String label, int count, List<ObjectKind> kinds) {
    LabeledFrames world = new LabeledFrames(31, annotator, Instant.now(), kinds);
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

  private static VersionOutcome train(ScoringRig rig) throws Exception {
    try (TrainerProcess trainer = open(rig, new SilentListener())) {
      return trainer.once();
    }
  }

  private static TrainerProcess open(ScoringRig rig, TrainingListener watcher) throws Exception {
    return TrainerProcess.open(
        rig.config().forTrainer(),
        rig.bundle(),
        watcher,
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }

  /** Stops the trainer in the middle of a task, and remembers what it was told. */
  private static final class Stopper implements TrainingListener {
    private final String task;
    private final List<String> unlearned = new ArrayList<>();
    private @Nullable TrainerProcess trainer;

    Stopper(String task) {
      this.task = task;
    }

    @Override
    public void progress(String now, long done, long total) {
      if (now.equals(task) && trainer != null) {
        trainer.stop();
      }
    }

    @Override
    public void published(ReferenceManifest manifest) {}

    @Override
    public void unlearned(String reason) {
      unlearned.add(reason);
    }
  }

  private static ReferenceCatalog catalog(ScoringRig rig) {
    return new ReferenceCatalog(rig.references());
  }

  private static long active(ScoringRig rig) throws Exception {
    return catalog(rig).list(PATIENCE).stream()
        .filter(ReferenceCatalog.Entry::active)
        .mapToLong(entry -> entry.manifest().getVersion())
        .sum();
  }

  private static PoolEditor pool(SisomConfig config) {
    return new PoolEditor(
        config.kafka().consumerProperties(),
        () -> config.kafka().transactionalProducer("test-editor"),
        config.topics().labels(),
        WriterSchemas.none());
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
