package io.sisom.console.fleet;

import io.sisom.console.KafkaAccess;
import io.sisom.live.DeadLetter;
import io.sisom.live.Fleet;
import io.sisom.live.LiveConfig;
import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Reads the latest dead letters for the live page. They carry what was sent, up to 8 MiB each: of a
 * flood it reads the last few and passes over the rest.
 */
final class DeadLetterFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final String PREFIX = "__streams.errors.";
  private static final int LONGEST = 300;

  private final Fleet fleet;
  private final int most;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final TopicFollower follower;

  private DeadLetterFeed(KafkaAccess kafka, LiveConfig config, Fleet fleet) {
    this.fleet = fleet;
    this.most = config.deadLetters();
    this.follower = new TopicFollower(plan(kafka), Feeding::new);
  }

  static DeadLetterFeed start(KafkaAccess kafka, LiveConfig config, Fleet fleet) {
    DeadLetterFeed feed = new DeadLetterFeed(kafka, config, fleet);
    feed.follower.start();
    return feed;
  }

  private TopicFollower.Plan plan(KafkaAccess kafka) {
    Map<String, Object> settings = kafka.plainConsumers();
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", most);
    settings.put("max.partition.fetch.bytes", 1 << 18);
    return TopicFollower.Plan.of(
            "dead-letter-feed", List.of(kafka.topics().deadLetters()), settings, POLL)
        .pausing(PAUSE, PAUSE);
  }

  private final class Feeding implements TopicReading {
    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
      partitions.forEach(it -> consumer.seek(it, positions.getOrDefault(it, 0L)));
      skipAhead(consumer);
    }

    @Override
    public boolean take(
        Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
      for (ConsumerRecord<String, byte[]> record : records) {
        fleet.deadLetter(read(record));
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      skipAhead(consumer);
      return true;
    }
  }

  /** Beyond the last few of each partition nobody would see them. */
  private void skipAhead(Consumer<String, byte[]> consumer) {
    consumer
        .endOffsets(consumer.assignment())
        .forEach(
            (partition, end) -> {
              // Each record may have a transaction's marker beside it.
              if (consumer.position(partition) < end - 2L * most) {
                consumer.seek(partition, end - 2L * most);
              }
            });
  }

  private static DeadLetter read(ConsumerRecord<String, byte[]> record) {
    return new DeadLetter(
        Instant.ofEpochMilli(record.timestamp()),
        header(record, "exception"),
        header(record, "message"),
        cut(Objects.requireNonNullElse(record.key(), "")),
        "%s/%s/%s"
            .formatted(
                header(record, "topic"), header(record, "partition"), header(record, "offset")));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(PREFIX + name);
    return header == null || header.value() == null
        ? ""
        : cut(new String(header.value(), StandardCharsets.UTF_8));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
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
