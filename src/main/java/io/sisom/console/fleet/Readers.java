package io.sisom.console.fleet;

import io.sisom.console.KafkaAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A few consumers that seek, lent to one thread at a time. Safe for use by many threads. */
final class Readers implements AutoCloseable {
  private static final int MOST = 3;
  private static final int PATIENCE_SECONDS = 5;

  private final Map<String, Object> settings;
  private final Semaphore room = new Semaphore(MOST);
  private final ConcurrentLinkedQueue<KafkaConsumer<String, byte[]>> idle =
      new ConcurrentLinkedQueue<>();

  /** Connects when first asked. */
  Readers(KafkaAccess kafka) {
    this.settings = plain(kafka);
    settings.put("auto.offset.reset", "none");
    settings.put("max.poll.records", 500);
    settings.put("max.partition.fetch.bytes", 1 << 18);
    // A reader that has reached the end asks on; the next seek would wait for that answer.
    settings.put("fetch.max.wait.ms", 10);
  }

  /** Settings of a consumer that belongs to no group. */
  static Map<String, Object> plain(KafkaAccess kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.consumers());
    settings.remove("group.id");
    settings.put("enable.auto.commit", "false");
    return settings;
  }

  static KafkaConsumer<String, byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Has work done with a consumer; empty where all are busy for long. */
  <T> Optional<T> with(Function<KafkaConsumer<String, byte[]>, T> work) {
    try {
      if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    KafkaConsumer<String, byte[]> reader = idle.poll();
    try {
      if (reader == null) {
        reader = consumer(settings);
      }
      return Optional.of(work.apply(reader));
    } finally {
      if (reader != null) {
        idle.add(reader);
      }
      room.release();
    }
  }

  @Override
  public void close() {
    idle.forEach(reader -> reader.close());
  }
}
