package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.OodAlert;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Retention;
import io.sisom.testkit.Thorough;
import io.sisom.wire.Topics;
import io.sisom.wire.WireException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings that are replayed beside live sensors, the later one first, one of them twice: every
 * frame has a score, every frame that counts is a candidate, each recording has its episode, and
 * nothing of it is deleted for its age. Also where the frames' producer stamps its records with the
 * time of capture and the topic keeps that.
 */
@Thorough
class RecordingsBesideLiveIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FRAMES = 20;
  private static final Instant IN_2016 = Instant.parse("2016-05-11T10:00:00Z");
  private static final Instant IN_2015 = Instant.parse("2015-02-03T10:00:00Z");
  private static final Map<String, String> EVERYTHING_IS_NOVEL =
      Map.of(
          "candidate.max.p", "1",
          "candidate.distance", "0",
          "candidate.idle.ms", "500",
          "alert.gap.ms", "2000",
          "alert.alpha", "1");

  private final Path dir;

  RecordingsBesideLiveIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void eachHasItsScoresItsCandidatesAndItsEpisode() throws Exception {
    feedRecordingsBesideLive("LogAppendTime");
  }

  @Test
  void eachHasThemOnATopicOfCaptureTimesToo() throws Exception {
    feedRecordingsBesideLive("CreateTime");
  }

  private void feedRecordingsBesideLive(String framesTopic) throws Exception {
    // What the broker deletes from a topic of the user's own choice is the user's choice.
    Map<String, String> broker = framesTopic.equals("CreateTime") ? Map.of() : Retention.AT_ONCE;
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), broker, EVERYTHING_IS_NOVEL);
        Admin admin = rig.config().kafka().admin()) {
      Retention retention = new Retention(admin, rig.config().kafka().bootstrapServers());
      Topics topics = rig.config().topics();
      retention.set(topics.frames(), "message.timestamp.type", framesTopic);
      rig.label(200);
      rig.train();
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry())) {
        play(rig, "live", Instant.now());
        await(rig, topics.candidates(), FRAMES);
        play(rig, "recorded", IN_2016);
        await(rig, topics.candidates(), 2 * FRAMES);
        play(rig, "recorded", IN_2015);
        await(rig, topics.candidates(), 3 * FRAMES);
        play(rig, "recorded", IN_2016);
        List<FrameScore> scores =
            TopicReader.values(FrameScore.class, await(rig, topics.scores(), 4 * FRAMES));
        assertThat(scores).as("a score for every frame that was sent").hasSize(4 * FRAMES);
        assertThat(scores).filteredOn(FrameScore::getRepeated).hasSize(FRAMES);
        assertThat(scores).filteredOn(FrameScore::getRecorded).hasSize(3 * FRAMES);
        awaitClosed(rig, 3);
        ScoringRig.awaitReady(scorer);
      }
      if (!broker.isEmpty()) {
        retention.awaitLook();
      }
      assertThat(candidates(rig))
          .as("each frame once, also the one that was sent twice")
          .hasSize(3 * FRAMES)
          .doesNotHaveDuplicates();
      assertThat(episodes(rig)).as("one of each stretch of time").hasSize(3);
      for (String topic : List.of(topics.scores(), topics.candidates(), topics.alerts())) {
        assertThat(retention.deleted(topic)).as("deleted from " + topic).isZero();
      }
    }
  }

  /** Sends a second of a recording; its ids say when each frame was captured. */
  private static void play(ScoringRig rig, String sensor, Instant start) {
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      for (int i = 0; i < FRAMES; i++) {
        Instant at = start.plusMillis(50L * i);
        SensorFrame frame =
            SensorFrame.newBuilder(rig.frame(0, i))
                .setSensorId(sensor)
                .setFrameId(sensor + "-" + at.toEpochMilli())
                .setCapturedAt(at)
                .build();
        producer.send(
            new ProducerRecord<>(
                rig.config().topics().frames(), 0, at.toEpochMilli(), sensor, rig.encode(frame)));
      }
    }
  }

  private static List<String> candidates(ScoringRig rig) throws Exception {
    try (TopicReader reader = rig.read(rig.config().topics().candidates())) {
      reader.until(seen -> seen.size() >= 3 * FRAMES, PATIENCE);
      return TopicReader.values(LabelCandidate.class, reader.during(Duration.ofSeconds(2))).stream()
          .map(it -> it.getScore().getFrameId())
          .toList();
    }
  }

  private static List<String> episodes(ScoringRig rig) throws Exception {
    try (TopicReader reader = rig.read(rig.config().topics().alerts())) {
      List<String> opened = new ArrayList<>();
      for (OodAlert alert :
          TopicReader.values(OodAlert.class, reader.during(Duration.ofSeconds(2)))) {
        if (alert.getStatus() == EpisodeStatus.OPENED) {
          opened.add(alert.getSensorId() + " " + alert.getOpenedAt());
        }
      }
      return opened;
    }
  }

  private static void awaitClosed(ScoringRig rig, int episodes) {
    try (TopicReader reader = rig.read(rig.config().topics().alerts())) {
      reader.until(
          seen -> {
            try {
              return TopicReader.values(OodAlert.class, seen).stream()
                      .filter(it -> it.getStatus() == EpisodeStatus.CLOSED)
                      .count()
                  >= episodes;
            } catch (WireException e) {
              throw new AssertionError(e);
            }
          },
          PATIENCE);
    }
  }

  private static List<ConsumerRecord<String, byte[]>> await(
      ScoringRig rig, String topic, int count) {
    try (TopicReader reader = rig.read(topic)) {
      return reader.until(seen -> seen.size() >= count, PATIENCE);
    }
  }
}
