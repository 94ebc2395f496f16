package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.FramePublisher;
import io.sisom.feed.FrameSource;
import io.sisom.feed.ImageSource;
import io.sisom.feed.ImageTar;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.Pace;
import io.sisom.feed.RecordFile;
import io.sisom.feed.RecordFiles;
import io.sisom.feed.RecordSource;
import io.sisom.it.rig.SilentListener;
import io.sisom.it.rig.TopicReader;
import io.sisom.labeling.LabelImport;
import io.sisom.labeling.RecordLabels;
import io.sisom.method.Activations;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.reference.Verdict;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Auroc;
import io.sisom.testkit.Shared;
import io.sisom.trainer.TrainerProcess;
import io.sisom.training.VersionOutcome;
import io.sisom.wire.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The main job on real frames and a real network, against any broker: 5,000 CIFAR-10 labels, then
 * 2,000 CIFAR-10 test frames, 500 MNIST frames, and the camera run of a robot car.
 */
final class RealRun {
  private static final int LABELS = 5_000;
  private static final int KNOWN = 2_000;
  private static final int NOVEL = 500;
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final SisomConfig config;
  private final Path dir;
  private final Path bundle = Shared.model("resnet20-cifar10");
  private final Clock clock = Clock.systemUTC();

  RealRun(String bootstrapServers, Path dir) {
    this.dir = dir;
    this.config =
        SisomConfig.of(
            Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers,
                "scoring.state.dir",
                dir.resolve("streams").toString(),
                "reference.cache.dir",
                dir.resolve("references").toString(),
                "learning.dir",
                dir.resolve("learning").toString(),
                "device",
                "cpu"));
  }

  void scoresEveryFrameOnceAsOffline() throws Exception {
    createTopics();
    labelFrames();
    train();
    try (ScorerProcess scorer =
            new ScorerProcess(config.forScorer(), new SimpleMeterRegistry(), clock);
        TopicReader scores = new TopicReader(config.kafka(), config.topics().scores());
        TopicReader alerts = new TopicReader(config.kafka(), config.topics().alerts())) {
      scorer.start();
      feed(records("cifar10/test.bin.gz", "known", KNOWN));
      feed(records("ood/mnist.bin.gz", "novel", NOVEL));
      List<FrameScore> streamed = scoresOf(scores, KNOWN + NOVEL);
      eachFrameHasOneScore(streamed);
      sensorsKeepTheirOrder(streamed);
      aurocEqualsOffline(streamed);
      theRobotRunRaisesAnEpisode(alerts);
    }
  }

  private void createTopics() throws Exception {
    try (Admin admin = config.kafka().admin()) {
      new TopicSetup(admin).create(config.topics(), 6, (short) 1, Duration.ofSeconds(60));
    }
  }

  private void labelFrames() {
    try (KafkaProducer<String, byte[]> producer = config.kafka().producer()) {
      var publisher = new MessagePublisher(producer, config.topics().labels(), done -> {});
      LabelImport.Report report =
          new LabelImport(publisher).publish(this::labels, List.of(), false);
      assertThat(report.published().acknowledged()).isEqualTo(LABELS);
    }
  }

  private RecordLabels labels() {
    return new RecordLabels(
        new RecordFiles(List.of(Shared.data("cifar10/train-1.delta.gz")), 0, LABELS),
        CLASSES,
        "test",
        clock);
  }

  private void train() throws Exception {
    try (TrainerProcess trainer =
        TrainerProcess.open(
            config.forTrainer(), bundle, new SilentListener(), new SimpleMeterRegistry(), clock)) {
      assertThat(trainer.once()).isInstanceOf(VersionOutcome.Made.class);
    }
  }

  private FrameSource records(String file, String sensor, int limit) {
    return new RecordSource(new RecordFiles(List.of(Shared.data(file)), 0, limit), sensor, clock);
  }

  private void feed(FrameSource source) {
    try (source;
        KafkaProducer<String, byte[]> producer = config.kafka().producer()) {
      var publisher = new MessagePublisher(producer, config.topics().frames(), done -> {});
      assertThat(new FramePublisher(publisher).publish(source, Pace.of(0)).complete()).isTrue();
    }
  }

  private static List<FrameScore> scoresOf(TopicReader reader, int frames) throws Exception {
    reader.until(records -> records.size() >= frames, Duration.ofMinutes(3));
    return TopicReader.values(FrameScore.class, reader.during(Duration.ofSeconds(2)));
  }

  private static void eachFrameHasOneScore(List<FrameScore> scores) {
    assertThat(scores).hasSize(KNOWN + NOVEL);
    assertThat(scores).extracting(FrameScore::getFrameId).doesNotHaveDuplicates();
  }

  private static void sensorsKeepTheirOrder(List<FrameScore> scores) {
    assertThat(
            scores.stream()
                .filter(s -> s.getSensorId().equals("known"))
                .map(FrameScore::getFrameId))
        .containsExactlyElementsOf(
            Stream.iterate(0, i -> i + 1).limit(KNOWN).map(i -> "known-" + i).toList());
  }

  private void aurocEqualsOffline(List<FrameScore> scores) throws Exception {
    double streamed = Auroc.of(sisome(scores, "known"), sisome(scores, "novel"));
    double offline =
        Auroc.of(offline("cifar10/test.bin.gz", KNOWN), offline("ood/mnist.bin.gz", NOVEL));
    System.out.printf("AUROC CIFAR-10 / MNIST: streamed %.6f, offline %.6f%n", streamed, offline);
    assertThat(streamed).isCloseTo(offline, within(1e-5)).isGreaterThan(0.85);
  }

  private static List<Double> sisome(List<FrameScore> scores, String sensor) {
    return scores.stream()
        .filter(s -> s.getSensorId().equals(sensor))
        .map(FrameScore::getSisome)
        .toList();
  }

  private List<Double> offline(String file, int limit) throws Exception {
    ReferenceSet reference = published();
    FrameScorer scorer = new FrameScorer(reference);
    List<Double> scores = new ArrayList<>();
    try (ScoringKernel kernel = ScoringKernel.open(ModelBundle.open(bundle), Device.cpu())) {
      List<byte[]> frames =
          RecordFile.first(limit, Shared.data(file)).stream()
              .map(RecordFile.Labeled::planar)
              .toList();
      for (int from = 0; from < frames.size(); from += 50) {
        Activations batch = kernel.run(frames.subList(from, from + 50));
        for (int i = 0; i < batch.frames(); i++) {
          Verdict verdict = scorer.score(batch.logits(), batch.taps(), batch.tapGradients(), i);
          scores.add(((Verdict.Scored) verdict).sisome());
        }
      }
    }
    return scores;
  }

  /** The reference set as the scorer verified it. */
  private ReferenceSet published() throws Exception {
    try (Stream<Path> blobs = Files.walk(dir.resolve("references"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        byte[] head = new byte[9];
        try (var in = Files.newInputStream(blob)) {
          if (in.readNBytes(head, 0, 9) == 9 && head[8] == '{' && head[7] == 0) {
            return ReferenceSetFile.read(blob);
          }
        }
      }
    }
    throw new AssertionError("no reference set below " + dir);
  }

  private void theRobotRunRaisesAnEpisode(TopicReader alerts) throws Exception {
    Path tar = Shared.data("feed/donkeycar-160x120.tar");
    feed(new ImageSource(new ImageTar(tar, 8 << 20), "robot-car", false, clock));
    var records =
        alerts.until(
            seen -> seen.stream().anyMatch(r -> "robot-car".equals(r.key())),
            Duration.ofMinutes(1));
    List<OodAlert> events =
        TopicReader.values(OodAlert.class, records).stream()
            .filter(alert -> alert.getSensorId().equals("robot-car"))
            .toList();
    assertThat(events).isNotEmpty();
    assertThat(events.get(0).getStatus()).isEqualTo(EpisodeStatus.OPENED);
    assertThat(events.get(0).getNovelFrames()).isGreaterThanOrEqualTo(3);
  }
}
