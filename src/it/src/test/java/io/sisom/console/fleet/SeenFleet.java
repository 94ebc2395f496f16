package io.sisom.console.fleet;

import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.schema.DelayCount;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.schema.SensorSummary;
import io.sisom.schema.SummarizedFrame;
import io.sisom.wire.AvroCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Puts on the topics what a fleet and its scorers would, without a network. */
public final class SeenFleet implements AutoCloseable {
  private final SisomConfig config;
  private final KafkaProducer<String, byte[]> producer;
  private final AvroCodec<SensorFrame> frames = AvroCodec.of(SensorFrame.class);
  private final AvroCodec<FrameScore> scores = AvroCodec.of(FrameScore.class);
  private final AvroCodec<SensorSummary> summaries = AvroCodec.of(SensorSummary.class);
  private final AvroCodec<OodAlert> alerts = AvroCodec.of(OodAlert.class);
  private final AvroCodec<ReferenceManifest> manifests = AvroCodec.of(ReferenceManifest.class);
  private final LabeledFrames world;
  private final Admin admin;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private int next;

  public SeenFleet(SisomConfig config) {
    this.config = config;
    this.producer = config.kafka().producer();
    this.admin = config.kafka().admin();
    this.world = new LabeledFrames(5, "world", Instant.now(), ObjectKind.knownKinds());
  }

  /** A frame of a sensor and its score; the score. */
  public FrameScore see(String sensorId, double pValue, Instant at) throws Exception {
    return see(sensorId, "seen-" + next, "cat", pValue, at);
  }

  /** A frame and its score; the score. */
  public FrameScore see(
      String sensorId, String frameId, String predicted, double pValue, Instant at)
      throws Exception {
    return see(sensorId, frameId, world.frame(next++).getFrame(), predicted, pValue, at);
  }

  /** The same of this picture. */
  public FrameScore see(
      String sensorId,
      String frameId,
      SensorFrame picture,
      String predicted,
      double pValue,
      Instant at)
      throws Exception {
    SensorFrame frame =
        SensorFrame.newBuilder(picture)
            .setFrameId(frameId)
            .setSensorId(sensorId)
            .setCapturedAt(at)
            .build();
    RecordMetadata place =
        producer
            .send(new ProducerRecord<>(config.topics().frames(), sensorId, frames.encode(frame)))
            .get();
    ends.put(new TopicPartition(place.topic(), place.partition()), place.offset() + 1);
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId(frameId)
            .setSensorId(sensorId)
            .setCapturedAt(at)
            .setScoredAt(Instant.now())
            .setPredicted(predicted)
            .setInnerDistance(1)
            .setOuterDistance(2)
            .setRatio(0.5)
            .setEnergy(-4)
            .setSisome(1 - pValue)
            .setPValue(pValue)
            .setModelVersion("net@1")
            .setReferenceVersion(1)
            .setFramePartition(place.partition())
            .setFrameOffset(place.offset())
            .build();
    producer
        .send(
            new ProducerRecord<>(
                config.topics().scores(), null, at.toEpochMilli(), sensorId, scores.encode(score)))
        .get();
    return score;
  }

  /** Sums scores of one sensor up, as its scorer does. */
  public void summarize(List<FrameScore> seen) throws Exception {
    FrameScore last = seen.get(seen.size() - 1);
    FrameScore mostNovel =
        seen.stream().min(Comparator.comparingDouble(FrameScore::getPValue)).orElseThrow();
    SensorSummary summary =
        new SensorSummary(
            last.getSensorId(),
            seen.get(0).getScoredAt(),
            last.getScoredAt(),
            last.getScoredAt().plusMillis(1),
            seen.size(),
            (int) seen.stream().filter(s -> s.getPValue() <= 0.01).count(),
            0,
            0,
            0,
            0.01,
            List.of(seen.size(), 0, 0, 0, 0, 0, 0, 0, 0, 0),
            List.of(new DelayCount(0, seen.size())),
            seen.stream().map(FrameScore::getPValue).toList(),
            told(mostNovel),
            told(last),
            null,
            Map.of());
    producer
        .send(
            new ProducerRecord<>(
                config.topics().summaries(), last.getSensorId(), summaries.encode(summary)))
        .get();
  }

  private static SummarizedFrame told(FrameScore score) {
    return new SummarizedFrame(
        score.getFrameId(),
        score.getCapturedAt(),
        score.getScoredAt(),
        score.getPredicted(),
        score.getPValue(),
        score.getRatio(),
        score.getEnergy(),
        score.getSisome(),
        score.getReferenceVersion(),
        false,
        false,
        score.getFramePartition(),
        score.getFrameOffset());
  }

  /** The event of an episode over these scores; its id. */
  public String alert(EpisodeStatus status, List<FrameScore> seen) throws Exception {
    FrameScore first = seen.get(0);
    FrameScore last = seen.get(seen.size() - 1);
    FrameScore peak = first;
    for (FrameScore score : seen) {
      peak = score.getSisome() > peak.getSisome() ? score : peak;
    }
    String id =
        UUID.nameUUIDFromBytes(first.getFrameId().getBytes(StandardCharsets.UTF_8)).toString();
    OodAlert alert =
        OodAlert.newBuilder()
            .setEpisodeId(id)
            .setSensorId(first.getSensorId())
            .setStatus(status)
            .setCloseReason(status == EpisodeStatus.CLOSED ? "quiet" : null)
            .setOpenedAt(first.getCapturedAt())
            .setLastNovelAt(last.getCapturedAt())
            .setClosedAt(status == EpisodeStatus.CLOSED ? last.getCapturedAt() : null)
            .setFirstFrameId(first.getFrameId())
            .setLastFrameId(last.getFrameId())
            .setFrames(seen.size())
            .setNovelFrames((int) seen.stream().filter(s -> s.getPValue() <= 0.01).count())
            .setPeakFrameId(peak.getFrameId())
            .setPeakSisome(peak.getSisome())
            .setPeakPValue(peak.getPValue())
            .setPeakPredicted(peak.getPredicted())
            .setAlpha(0.01)
            .setModelVersion("net@1")
            .setReferenceVersion(1)
            .build();
    producer
        .send(
            new ProducerRecord<>(
                config.topics().alerts(),
                null,
                last.getCapturedAt().toEpochMilli(),
                first.getSensorId(),
                alerts.encode(alert)))
        .get();
    return id;
  }

  /** A burst of novel frames of one sensor, a tenth of a second apart, from then on. */
  public List<FrameScore> burst(String sensorId, int count, Instant from) throws Exception {
    List<FrameScore> seen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seen.add(see(sensorId, 0.001 + 0.0005 * Math.abs(i - count / 2), from.plusMillis(100L * i)));
    }
    return seen;
  }

  /** The scorers have committed every frame so far. */
  public void committed() throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    ends.forEach((partition, end) -> committed.put(partition, new OffsetAndMetadata(end)));
    admin.alterConsumerGroupOffsets(config.scoring().applicationId(), committed).all().get();
  }

  /** A record that is no frame. */
  public void deadLetter(String key, String reason) throws Exception {
    RecordHeaders headers = new RecordHeaders();
    Map<String, String> texts =
        Map.of(
            "exception",
            "unreadable",
            "message",
            reason,
            "topic",
            "sensor-frames",
            "partition",
            "1",
            "offset",
            "17");
    texts.forEach(
        (name, text) ->
            headers.add("__streams.errors." + name, text.getBytes(StandardCharsets.UTF_8)));
    producer
        .send(
            new ProducerRecord<>(config.topics().deadLetters(), null, key, new byte[] {1}, headers))
        .get();
  }

  /** A version whose manifest, but no blob, is there, made active. */
  public void version(long version, double accuracy, double ratioAverage, String... classes)
      throws Exception {
    Map<String, Integer> known = new TreeMap<>();
    for (String name : classes) {
      known.put(name, 40);
    }
    ReferenceManifest manifest =
        ReferenceManifest.newBuilder()
            .setVersion(version)
            .setCreatedAt(Instant.now())
            .setModelVersion("net@1")
            .setBlobs(List.of())
            .setLabels(List.of(classes))
            .setKnownByLabel(known)
            .setKnownFrames(40 * classes.length)
            .setPooledFrames((int) (300 + 60 * version))
            .setCalibrationFrames(100)
            .setForm("raw")
            .setRatioAverage(ratioAverage)
            .setWeight(0.5)
            .setAccuracy(accuracy)
            .setParent(version - 1)
            .build();
    String topic = config.topics().references();
    producer
        .send(new ProducerRecord<>(topic, 0, "manifest/" + version, manifests.encode(manifest)))
        .get();
    producer
        .send(
            new ProducerRecord<>(
                topic, 0, "active", Long.toString(version).getBytes(StandardCharsets.US_ASCII)))
        .get();
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
