package io.sisom.version;

import io.sisom.wire.WriterSchemas;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the committed records of the reference topic with a consumer outside any group. */
final class StoreScan {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Within which a broker writes the markers of a transaction that it confirmed. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final Map<String, Object> client;
  private final TopicPartition partition;
  private final WriterSchemas schemas;

  StoreScan(ReferenceTopic topic) {
    this.client = consumerSettings(topic.client());
    this.partition = new TopicPartition(topic.name(), 0);
    this.schemas = topic.schemas();
  }

  private static Map<String, Object> consumerSettings(Map<String, ?> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putIfAbsent("receive.buffer.bytes", 1 << 20);
    settings.putIfAbsent("max.partition.fetch.bytes", StoreKey.MAX_CHUNK_BYTES);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", false);
    settings.remove("group.id");
    return settings;
  }

  /** Settings of a reader of committed records, in no group. */
  Map<String, Object> client() {
    return client;
  }

  /** A consumer that stands at the beginning; the caller closes it. */
  Consumer<String, byte[]> open() {
    Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    return consumer;
  }

  /**
   * Everything that is committed when this is called. A commit is confirmed before its markers are
   * written, so the last stable offset may lie before what was just committed: the high watermark
   * is the end, unless a transaction stays open there for longer than {@link #SETTLING}.
   */
  StoreIndex readAll(Duration timeout) throws ReferenceStoreException {
    long deadline = System.nanoTime() + timeout.toNanos();
    StoreIndex index = new StoreIndex(schemas);
    try (Consumer<String, byte[]> consumer = open()) {
      long stable = consumer.endOffsets(List.of(partition), timeout).getOrDefault(partition, 0L);
      long end = highWatermark(timeout);
      long settled = System.nanoTime() + SETTLING.toNanos();
      long position = consumer.position(partition, timeout);
      while (position < end && (position < stable || System.nanoTime() < settled)) {
        if (System.nanoTime() > deadline) {
          throw new ReferenceStoreException(
              "topic " + partition.topic() + " was not read to its end within " + timeout);
        }
        consumer.poll(POLL).forEach(record -> index.apply(record.key(), record.value()));
        position = consumer.position(partition, timeout);
      }
    }
    return index;
  }

  private long highWatermark(Duration timeout) {
    Map<String, Object> asked = new HashMap<>(client);
    asked.put("isolation.level", "read_uncommitted");
    try (Consumer<String, byte[]> asking =
        new KafkaConsumer<>(asked, new StringDeserializer(), new ByteArrayDeserializer())) {
      return asking.endOffsets(List.of(partition), timeout).getOrDefault(partition, 0L);
    }
  }

  TopicPartition partition() {
    return partition;
  }
}
