package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.queue.Place;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.Retention;
import io.sisom.wire.AvroCodec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sensor saw around a frame, found by place, or by key and time. */
class SensorFramesIT {
  private static final AvroCodec<SensorFrame> CODEC = AvroCodec.of(SensorFrame.class);

  private static QueueRig rig;
  private static SensorFrames frames;
  private static KafkaProducer<String, byte[]> producer;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    rig = new QueueRig(dir, Map.of());
    frames = new SensorFrames(rig.access(), 1 << 20);
    producer = rig.config().kafka().producer();
    // As earlier versions made the topic: records bear the time that their producer gave.
    try (Admin admin = rig.config().kafka().admin()) {
      new Retention(admin, rig.config().kafka().bootstrapServers())
          .set(rig.config().topics().frames(), "message.timestamp.type", "CreateTime");
    }
  }

  @AfterAll
  static void stop() {
    producer.close();
    frames.close();
    rig.close();
  }

  /** Ten frames a second of one sensor from {@code start} on, each sent {@code delay} later. */
  private static void send(String sensor, int count, Instant start, Duration delay) {
    send(sensor, count, start, delay, null);
  }

  /** The same on a partition of the producer's choice. */
  private static void send(
      String sensor, int count, Instant start, Duration delay, @Nullable Integer partition) {
    String topic = rig.config().topics().frames();
    for (int i = 0; i < count; i++) {
      for (String each : new String[] {sensor, "neighbor-of-" + sensor}) {
        Instant at = start.plusMillis(100L * i);
        SensorFrame frame =
            new SensorFrame(
                each + "-" + i,
                each,
                at,
                "rgb8",
                1,
                1,
                ByteBuffer.wrap(new byte[3]),
                null,
                null,
                Map.of());
        producer.send(
            new ProducerRecord<>(
                topic, partition, at.plus(delay).toEpochMilli(), each, CODEC.encode(frame)));
      }
    }
    producer.flush();
  }

  private static FrameScore score(String sensor, int number, Instant start, Duration delay) {
    return FrameScore.newBuilder(QueueRig.candidate("any", 0).getScore())
        .setFrameId(sensor + "-" + number)
        .setSensorId(sensor)
        .setCapturedAt(start.plusMillis(100L * number))
        .setScoredAt(start.plusMillis(100L * number).plus(delay).plusMillis(80))
        .build();
  }

  private static Surroundings.Found found(FrameScore score) {
    Surroundings around = frames.around(score, 3);
    assertThat(around).isInstanceOf(Surroundings.Found.class);
    return (Surroundings.Found) around;
  }

  @Test
  void ofALiveFrameTheFramesBeforeAndAfterOfItsSensorAlone() {
    Instant start = Instant.now().minusSeconds(60);
    Duration delay = Duration.ofMillis(40);
    send("live", 200, start, delay);
    Surroundings.Found found = found(score("live", 150, start, delay));
    assertThat(found.frames())
        .extracting(Surroundings.Seen::frameId)
        .containsExactly(
            "live-147", "live-148", "live-149", "live-150", "live-151", "live-152", "live-153");
    assertThat(found.self()).isEqualTo(3);
    assertThat(frames.find(found.frames().get(0).place()))
        .isInstanceOfSatisfying(
            FoundFrame.Found.class,
            it -> assertThat(it.frame().getFrameId()).isEqualTo("live-147"));
    assertThat(found(score("live", 0, start, delay)).self()).as("the first of all").isZero();
  }

  @Test
  void onThePartitionThatTheScorerNamesWhateverTheKey() {
    Instant start = Instant.now().minusSeconds(300);
    int byKey = 0;
    for (int partition = 0; partition < 3; partition++) {
      String sensor = "own-" + partition;
      send(sensor, 20, start, Duration.ZERO, partition);
      FrameScore silent = score(sensor, 10, start, Duration.ZERO);
      byKey += frames.around(silent, 2) instanceof Surroundings.Found ? 1 : 0;
      FrameScore named =
          FrameScore.newBuilder(silent).setFramePartition(partition).setFrameOffset(0L).build();
      assertThat(found(named).frames()).hasSizeGreaterThan(4);
    }
    assertThat(byKey).as("found without the partition's name").isLessThan(3);
  }

  @Test
  void atThePlaceThatTheScorerNamesWhateverTimesRecordsBear() throws Exception {
    Instant start = Instant.now().minus(Duration.ofDays(400));
    long first;
    try (Admin admin = rig.config().kafka().admin()) {
      TopicPartition partition = new TopicPartition(rig.config().topics().frames(), 1);
      first =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
    }
    send("replayed", 3_000, start, Duration.ofDays(200), 1);
    FrameScore named =
        FrameScore.newBuilder(score("replayed", 2_500, start, Duration.ZERO))
            .setFramePartition(1)
            .setFrameOffset(first + 5_000)
            .build();
    assertThat(found(named).frames())
        .extracting(Surroundings.Seen::frameId)
        .hasSize(7)
        .startsWith("replayed-2497");
  }

  @Test
  void ofARecordingThatWasSentYearsLater() {
    Instant start = Instant.now().minus(Duration.ofDays(900));
    Duration delay = Duration.ofDays(899);
    send("archive", 3_000, start, delay);
    assertThat(found(score("archive", 2_500, start, delay)).frames()).hasSize(7);
  }

  @Test
  void whatTheTopicHoldsNoLongerIsGone() throws Exception {
    Instant start = Instant.now().minusSeconds(600);
    send("gone", 20, start, Duration.ZERO);
    Place place = found(score("gone", 3, start, Duration.ZERO)).frames().get(0).place();
    TopicPartition partition =
        new TopicPartition(rig.config().topics().frames(), place.partition());
    try (Admin admin = rig.config().kafka().admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
    }
    assertThat(frames.around(score("gone", 10, start, Duration.ZERO), 3))
        .isInstanceOf(Surroundings.Gone.class);
    try (SensorFrames fresh = new SensorFrames(rig.access(), 1 << 20)) {
      assertThat(fresh.find(place)).isInstanceOf(FoundFrame.Lost.class);
      assertThat(fresh.find(new Place(99, 0))).isInstanceOf(FoundFrame.Lost.class);
    }
  }
}
