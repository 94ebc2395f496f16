package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Retention;
import io.sisom.testkit.Thorough;
import io.sisom.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings from last month and clocks in the future, on a broker that deletes what is old all the
 * time: what is made of such frames stays, also on topics that an earlier version made, which still
 * count from the time that a record bears.
 */
class OldCapturesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FRAMES = 20;
  private static final Map<String, String> EVERYTHING_IS_NOVEL =
      Map.of(
          "candidate.max.p", "1",
          "candidate.distance", "0",
          "candidate.idle.ms", "500",
          "alert.alpha", "1");

  private final Path dir;

  OldCapturesIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void whatIsMadeOfLastMonthsFramesStays() throws Exception {
    scoreLastMonthsFrames("LogAppendTime");
  }

  @Thorough
  @Test
  void whatIsMadeOfThemStaysOnTopicsOfCaptureTimesToo() throws Exception {
    scoreLastMonthsFrames("CreateTime");
  }

  private void scoreLastMonthsFrames(String outputs) throws Exception {
    Instant lastMonth = Instant.now().minus(Duration.ofDays(30));
    try (ScoringRig rig = new ScoringRig(dir, lastMonth, Retention.AT_ONCE, EVERYTHING_IS_NOVEL);
        Admin admin = rig.config().kafka().admin()) {
      Retention retention = retention(rig, admin, outputs);
      replay(rig);
      retention.awaitLook();
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry())) {
        awaitOutputs(rig);
        ScoringRig.awaitReady(scorer);
      }
      retention.awaitLook();

      for (String topic : outputs(rig.config().topics())) {
        assertThat(retention.deleted(topic)).as("deleted from " + topic).isZero();
      }
      assertThat(retention.deleted(rig.config().topics().frames())).isZero();
      awaitOutputs(rig);
    }
  }

  @Test
  void framesOfAClockTwoHoursAheadAreScoredAtTheirArrival() throws Exception {
    scoreFramesOfAClockAhead("LogAppendTime");
  }

  @Thorough
  @Test
  void framesOfSuchAClockAreScoredOnTopicsOfCaptureTimesToo() throws Exception {
    scoreFramesOfAClockAhead("CreateTime");
  }

  private void scoreFramesOfAClockAhead(String outputs) throws Exception {
    Instant ahead = Instant.now().plus(Duration.ofHours(2));
    try (ScoringRig rig = new ScoringRig(dir, ahead, Map.of(), EVERYTHING_IS_NOVEL);
        Admin admin = rig.config().kafka().admin()) {
      retention(rig, admin, outputs);
      Instant sent = Instant.now();
      replay(rig);
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry())) {
        List<FrameScore> scores = awaitOutputs(rig);
        assertThat(scores)
            .allSatisfy(
                it ->
                    assertThat(it.getCapturedAt())
                        .isBetween(sent.minusSeconds(1), Instant.now().plusSeconds(1)));
        ScoringRig.awaitReady(scorer);
      }
    }
  }

  private static Retention retention(ScoringRig rig, Admin admin, String outputs) throws Exception {
    Retention retention = new Retention(admin, rig.config().kafka().bootstrapServers());
    for (String topic : outputs(rig.config().topics())) {
      retention.set(topic, "message.timestamp.type", outputs);
    }
    rig.label(200);
    rig.train();
    return retention;
  }

  private static List<String> outputs(Topics topics) {
    return List.of(topics.scores(), topics.candidates(), topics.alerts(), topics.deadLetters());
  }

  /** Frames, and one that cannot be scored, as a player of recordings sends them. */
  private static void replay(ScoringRig rig) {
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      IntStream.range(0, FRAMES).forEach(tick -> replay(rig, producer, rig.frame(0, tick)));
      replay(
          rig, producer, SensorFrame.newBuilder(rig.frame(0, FRAMES)).setEncoding("webp").build());
    }
  }

  private static void replay(
      ScoringRig rig, KafkaProducer<String, byte[]> producer, SensorFrame frame) {
    producer.send(
        new ProducerRecord<>(
            rig.config().topics().frames(),
            0,
            frame.getCapturedAt().toEpochMilli(),
            frame.getSensorId(),
            rig.encode(frame)));
  }

  /** All scores, once everything that these frames bring is there. */
  private static List<FrameScore> awaitOutputs(ScoringRig rig) throws Exception {
    Topics topics = rig.config().topics();
    assertThat(TopicReader.values(LabelCandidate.class, await(rig, topics.candidates(), FRAMES)))
        .extracting(it -> it.getScore().getFrameId())
        .doesNotHaveDuplicates()
        .hasSize(FRAMES);
    assertThat(await(rig, topics.alerts(), 1)).isNotEmpty();
    assertThat(await(rig, topics.deadLetters(), 1)).hasSize(1);
    List<FrameScore> scores =
        TopicReader.values(FrameScore.class, await(rig, topics.scores(), FRAMES));
    assertThat(scores).hasSize(FRAMES);
    return scores;
  }

  private static List<ConsumerRecord<String, byte[]>> await(
      ScoringRig rig, String topic, int count) {
    try (TopicReader reader = rig.read(topic)) {
      return reader.until(seen -> seen.size() >= count, PATIENCE);
    }
  }
}
