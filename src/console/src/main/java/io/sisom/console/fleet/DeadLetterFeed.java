package io.sisom.console.fleet;

import io.sisom.console.KafkaAccess;
import io.sisom.live.DeadLetter;
import io.sisom.live.Fleet;
import io.sisom.live.LiveConfig;
import io.sisom.wire.StopSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the latest dead letters for the live page. They carry what was sent, up to 8 MiB each: of a
 * flood it reads the last few and passes over the rest.
 */
final class DeadLetterFeed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final String PREFIX = "__streams.errors.";
  private static final int LONGEST = 300;

  private final KafkaAccess kafka;
  private final Fleet fleet;
  private final int most;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final StopSignal stop = new StopSignal();
  private final Thread thread = new Thread(this::run, "dead-letter-feed");

  private DeadLetterFeed(KafkaAccess kafka, LiveConfig config, Fleet fleet) {
    this.kafka = kafka;
    this.fleet = fleet;
    this.most = config.deadLetters();
  }

  static DeadLetterFeed start(KafkaAccess kafka, LiveConfig config, Fleet fleet) {
    DeadLetterFeed feed = new DeadLetterFeed(kafka, config, fleet);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  private void run() {
    stop.untilGiven(
        this::feed,
        PAUSE,
        e -> log.atWarn().setCause(e).log("following dead letters failed; trying again"));
  }

  private void feed() {
    Map<String, Object> settings = kafka.plainConsumers();
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", most);
    settings.put("max.partition.fetch.bytes", 1 << 18);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = Partitions.of(consumer, kafka.topics().deadLetters());
      consumer.assign(partitions);
      partitions.forEach(it -> consumer.seek(it, positions.getOrDefault(it, 0L)));
      while (!stop.given()) {
        skipAhead(consumer, partitions);
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          fleet.deadLetter(read(record));
          positions.put(
              new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
      }
    }
  }

  /** Beyond the last few of each partition nobody would see them. */
  private void skipAhead(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    consumer
        .endOffsets(partitions)
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

  @Override
  public void close() {
    stop.giveAndJoin(thread, Duration.ofSeconds(10));
  }
}
