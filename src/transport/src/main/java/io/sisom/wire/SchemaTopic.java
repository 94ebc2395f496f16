package io.sisom.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that records were written with, on a compacted topic under their fingerprints.
 *
 * <p><b>Idea.</b> A record bears the fingerprint of its schema and not the schema. Whoever writes
 * puts the schema on this topic before its first record; whoever meets a fingerprint that it does
 * not know reads the topic to the end that it has at this moment. A schema that was confirmed
 * before the record was written is therefore always found, however far behind the reader is, and
 * nobody waits for what may never come.
 *
 * <p><b>What holds.</b> A fingerprint names one schema for ever, so what is found does not change,
 * and what an aborted transaction wrote is as good as any: the topic is read uncommitted. One that
 * was looked for in vain is looked for again after {@link #MISS}, so a topic full of foreign
 * records costs one question a second. Where Kafka does not answer within {@link #PATIENCE}, that
 * is an exception and not a verdict on the record. A topic that is not there, or may not be read,
 * holds nothing.
 */
public final class SchemaTopic implements WriterSchemas {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration MISS = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MAX_MISSES = 1_000;

  private final Map<String, Object> settings;
  private final String topic;
  private final SchemaBook book = new SchemaBook();
  private final Map<Long, Long> missed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > MAX_MISSES;
        }
      };
  private @Nullable KafkaConsumer<String, byte[]> consumer;
  private String absent = "";
  private volatile long refused;

  /**
   * Connects when a fingerprint is first asked for.
   *
   * @param client settings of a consumer, at least {@code bootstrap.servers}
   */
  public SchemaTopic(Map<String, ?> client, String topic) {
    this.settings = new HashMap<>(client);
    settings.remove("group.id");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_uncommitted");
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("max.partition.fetch.bytes", 1 << 20);
    settings.put("max.poll.records", 100);
    this.topic = topic;
  }

  @Override
  public synchronized Found find(long fingerprint) {
    if (book.schema(fingerprint).isEmpty() && !missedLately(fingerprint)) {
      catchUp();
      if (book.schema(fingerprint).isEmpty()) {
        missed.put(fingerprint, System.nanoTime());
      }
    }
    return book.schema(fingerprint)
        .<Found>map(Known::new)
        .orElseGet(() -> new Unknown(why(fingerprint)));
  }

  private boolean missedLately(long fingerprint) {
    Long at = missed.get(fingerprint);
    return at != null && System.nanoTime() - at < MISS.toNanos();
  }

  private String why(long fingerprint) {
    return book.reason(fingerprint)
        .map(reason -> "and the one that topic " + topic + " has for it is refused: it " + reason)
        .orElse(
            "which is neither in this program nor on topic "
                + topic
                + (absent.isEmpty() ? "" : ", " + absent));
  }

  /** Whether whoever reads the topic finds this schema; asks for what is new there. */
  synchronized boolean stands(long fingerprint) {
    return book.stands(fingerprint);
  }

  /**
   * Reads what is new.
   *
   * @return whether there is such a topic
   */
  synchronized boolean catchUp() {
    boolean whole = false;
    try {
      KafkaConsumer<String, byte[]> reader = connected();
      if (reader != null) {
        readOn(reader);
      }
      whole = true;
      return reader != null;
    } catch (AuthorizationException e) {
      absent = "which this program may not read";
      whole = false;
      return false;
    } finally {
      refused = book.refused();
      if (!whole) {
        close();
      }
    }
  }

  private @Nullable KafkaConsumer<String, byte[]> connected() {
    KafkaConsumer<String, byte[]> reader = consumer;
    if (reader != null) {
      return reader;
    }
    reader = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer = reader;
    List<TopicPartition> partitions =
        reader.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      absent = "which does not exist";
      close();
      return null;
    }
    absent = "";
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    return reader;
  }

  private void readOn(KafkaConsumer<String, byte[]> reader) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
    while (!reached(reader, ends)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "topic %s is not read to its end within %d s".formatted(topic, PATIENCE.toSeconds()));
      }
      reader.poll(POLL).forEach(book::take);
    }
  }

  private static boolean reached(
      KafkaConsumer<String, byte[]> reader, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> reader.position(end.getKey()) >= end.getValue());
  }

  /** Records of the topic that were refused so far. */
  public long refused() {
    return refused;
  }

  /** Its name. */
  String name() {
    return topic;
  }

  @Override
  public synchronized void close() {
    KafkaConsumer<String, byte[]> reader = consumer;
    consumer = null;
    if (reader != null) {
      try {
        reader.close();
      } catch (KafkaException e) {
        // What it was asked is answered or has failed already.
        absent = "which could not be left in order";
      }
    }
  }
}
