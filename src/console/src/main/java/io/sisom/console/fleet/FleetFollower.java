package io.sisom.console.fleet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.console.KafkaAccess;
import io.sisom.live.Fleet;
import io.sisom.live.LiveConfig;
import io.sisom.live.SeenFrame;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import io.sisom.wire.WireException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads scores and alerts into the fleet's state: a bounded number of records back from their ends,
 * then what comes. It commits nothing and belongs to no group.
 */
final class FleetFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FleetFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int LONGEST_ID = 256;

  /** Episode ids stand in paths of pages; scorers write UUIDs. */
  private static final Pattern EPISODE_ID = Pattern.compile("[A-Za-z0-9._~-]{1,100}");

  private final KafkaAccess kafka;
  private final Fleet fleet;
  private final int history;
  private final Clock clock;
  private final Counter refused;
  private final AvroCodec<FrameScore> scores;
  private final AvroCodec<OodAlert> alerts;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final TopicFollower follower;

  private FleetFollower(
      KafkaAccess kafka, LiveConfig config, Fleet fleet, MeterRegistry registry, Clock clock) {
    this.kafka = kafka;
    this.scores = AvroCodec.of(FrameScore.class, kafka.schemas());
    this.alerts = AvroCodec.of(OodAlert.class, kafka.schemas());
    this.fleet = fleet;
    this.history = config.historyRecords();
    this.clock = clock;
    this.refused =
        Counter.builder("sisom.live.refused")
            .description("Records of scores and alerts that the live page cannot show")
            .register(registry);
    this.follower = new TopicFollower(plan(), Feeding::new);
  }

  static FleetFollower start(
      KafkaAccess kafka, LiveConfig config, Fleet fleet, MeterRegistry registry, Clock clock) {
    FleetFollower feed = new FleetFollower(kafka, config, fleet, registry, clock);
    feed.follower.start();
    return feed;
  }

  private TopicFollower.Plan plan() {
    Map<String, Object> settings = kafka.plainConsumers();
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", 5_000);
    return TopicFollower.Plan.of(
            "fleet-feed", List.of(kafka.topics().scores(), kafka.topics().alerts()), settings, POLL)
        .pausing(PAUSE, PAUSE);
  }

  private final class Feeding implements TopicReading {
    /** Where it was, or a bounded way back from the end. */
    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        long share = 2L * history / partitions.size();
        long back =
            Math.max(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - share);
        consumer.seek(partition, Math.max(back, positions.getOrDefault(partition, 0L)));
      }
    }

    @Override
    public boolean take(
        Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
      for (ConsumerRecord<String, byte[]> record : records) {
        FleetFollower.this.take(record);
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      return true;
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    try {
      if (record.topic().equals(kafka.topics().alerts())) {
        OodAlert alert = alerts.decode(value);
        require(EPISODE_ID.matcher(alert.getEpisodeId()).matches(), "its id is no plain word");
        require(isId(alert.getSensorId()), "its sensor's id is blank or too long");
        fleet.alert(alert, Instant.ofEpochMilli(record.timestamp()));
      } else {
        FrameScore score = scores.decode(value);
        require(
            isId(score.getSensorId()) && isId(score.getFrameId()), "an id is blank or too long");
        require(score.getPValue() > 0 && score.getPValue() <= 1, "its p-value is none");
        fleet.seen(SeenFrame.of(score), clock.instant());
      }
    } catch (WireException | IllegalArgumentException e) {
      refused.increment();
      log.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("record skipped");
    }
  }

  private static boolean isId(String id) {
    return !id.isBlank() && id.length() <= LONGEST_ID;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The bug that ended it. */
  Optional<Throwable> failure() {
    return follower.failure();
  }

  @Override
  public void close() {
    follower.close();
  }
}
