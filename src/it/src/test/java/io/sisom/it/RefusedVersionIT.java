package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.network.ModelBundle;
import io.sisom.schema.FrameScore;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.VersionOutcome;
import io.sisom.schema.VersionReport;
import io.sisom.scorer.ScorerProcess;
import io.sisom.version.BlobSource;
import io.sisom.version.VersionPublisher;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedVersionIT {
  private final Path dir;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private int ticks;

  RefusedVersionIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void whatCannotBeUsedIsRefusedAndTheOldVersionGoesOnScoring() throws Exception {
    try (ScoringRig rig =
            new ScoringRig(dir, Instant.now(), Map.of(), Map.of("scoring.instance", "scorer-a"));
        TopicReader scores = rig.read(rig.config().topics().scores());
        TopicReader reports = rig.read(rig.config().topics().reports())) {
      rig.label(200);
      rig.train();
      try (ScorerProcess scorer = rig.startScorer(registry)) {
        assertThat(refused()).isZero();
        assertThat(registry.find("sisom.reference.refused").counters()).isNotEmpty();
        framesAreScoredBy(1, rig, scores);

        publish(rig, Map.of("model.pt", bytes("no TorchScript at all")));
        refusedOnce(1, "NotUsable", rig, scores);
        publish(rig, Map.of("reference.safetensors", bytes("no tensors at all")));
        refusedOnce(2, "NotUsable", rig, scores);
        publish(rig, Map.of("model.json", otherHead(rig)));
        refusedOnce(3, "NotUsable", rig, scores);
        foreignBytes(rig);
        refusedOnce(4, "NoManifest", rig, scores);

        publish(rig, Map.of());
        await().atMost(Duration.ofSeconds(20)).until(() -> scorer.referenceVersion() > 1);
        framesAreScoredBy(scorer.referenceVersion(), rig, scores);

        rig.label(40);
        long good = rig.train();
        await().atMost(Duration.ofSeconds(20)).until(() -> scorer.referenceVersion() == good);
        framesAreScoredBy(good, rig, scores);
        everyoneCanReadWhatBecameOfEach(good, reports);
      }
    }
  }

  private static void everyoneCanReadWhatBecameOfEach(long good, TopicReader reports)
      throws Exception {
    List<VersionReport> said =
        TopicReader.values(
            VersionReport.class, reports.until(seen -> seen.size() >= 7, Duration.ofSeconds(10)));
    assertThat(said).extracting(VersionReport::getInstance).containsOnly("scorer-a");
    List<VersionReport> refused =
        said.stream().filter(report -> report.getOutcome() == VersionOutcome.REFUSED).toList();
    assertThat(refused).hasSize(4).extracting(VersionReport::getServing).containsOnly(1L);
    assertThat(refused)
        .extracting(VersionReport::getReason)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(said.get(0))
        .extracting(VersionReport::getOutcome, VersionReport::getVersion, VersionReport::getReason)
        .containsExactly(VersionOutcome.LIVE, 1L, null);
    assertThat(said.get(said.size() - 1))
        .extracting(VersionReport::getOutcome, VersionReport::getVersion, VersionReport::getServing)
        .containsExactly(VersionOutcome.LIVE, good, good);
  }

  private double refused() {
    return registry.find("sisom.reference.refused").counters().stream()
        .mapToDouble(c -> c.count())
        .sum();
  }

  private void refusedOnce(int times, String reason, ScoringRig rig, TopicReader scores)
      throws Exception {
    await().atMost(Duration.ofSeconds(20)).until(() -> refused() == times);
    assertThat(registry.counter("sisom.reference.refused", "reason", reason).count()).isPositive();
    framesAreScoredBy(1, rig, scores);
  }

  private void framesAreScoredBy(long version, ScoringRig rig, TopicReader scores)
      throws Exception {
    int before = 3 * ticks;
    rig.sendTicks(ticks, ticks + 5);
    ticks += 5;
    List<FrameScore> all = ScoringRig.scores(scores, 3 * ticks);
    assertThat(all).hasSize(3 * ticks);
    assertThat(all.subList(before, all.size()))
        .extracting(FrameScore::getReferenceVersion)
        .containsOnly(version);
  }

  /** A verified version of the demo's bundle and its first reference set, but for some files. */
  private static void publish(ScoringRig rig, Map<String, BlobSource> instead) throws Exception {
    Map<String, BlobSource> blobs = new LinkedHashMap<>();
    blobs.put("model.json", BlobSource.of(rig.bundle().resolve("model.json")));
    blobs.put("model.pt", BlobSource.of(rig.bundle().resolve("model.pt")));
    blobs.put("reference.safetensors", BlobSource.of(firstReferenceSet(rig)));
    blobs.putAll(instead);
    ReferenceManifest.Builder about =
        ReferenceManifest.newBuilder()
            .setModelVersion(ModelBundle.open(rig.bundle()).version())
            .setLabels(List.of("a", "b"))
            .setKnownByLabel(Map.of("a", 1, "b", 1))
            .setKnownFrames(2)
            .setPooledFrames(2)
            .setUnknownLabelFrames(0)
            .setCalibrationFrames(1)
            .setForm("zscore")
            .setRatioAverage(1)
            .setWeight(1)
            .setAccuracy(1);
    new VersionPublisher(rig.references(), rig.config().store(), Clock.systemUTC())
        .publish(about, blobs, (done, total) -> {});
  }

  /** The bundle's description with another width of the layer that the head reads. */
  private static BlobSource otherHead(ScoringRig rig) throws Exception {
    String json = Files.readString(rig.bundle().resolve("model.json"));
    String other = json.replaceFirst("\"penultimate\"\\s*:\\s*\\d+", "\"penultimate\": 7");
    assertThat(other).isNotEqualTo(json);
    return bytes(other);
  }

  /** The reference set of version 1, as the scorer verified it. */
  private static Path firstReferenceSet(ScoringRig rig) throws Exception {
    Path kept = rig.dir().resolve("first.safetensors");
    if (Files.exists(kept)) {
      return kept;
    }
    try (Stream<Path> blobs = Files.walk(rig.dir().resolve("references"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        byte[] head = new byte[9];
        try (InputStream in = Files.newInputStream(blob)) {
          if (in.readNBytes(head, 0, 9) == 9 && head[8] == '{' && head[7] == 0) {
            return Files.copy(blob, kept);
          }
        }
      }
    }
    throw new AssertionError("no reference set was kept");
  }

  private static BlobSource bytes(String text) {
    return BlobSource.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What is not ours on the topic, and a pointer to a version of which nobody knows. */
  private static void foreignBytes(ScoringRig rig) {
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      String topic = rig.config().topics().references();
      producer.send(new ProducerRecord<>(topic, "manifest/99", new byte[] {1, 2, 3}));
      producer.send(new ProducerRecord<>(topic, "whatever", new byte[] {4}));
      producer.send(new ProducerRecord<>(topic, "active", bytesOf("99")));
    }
  }

  private static byte[] bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
