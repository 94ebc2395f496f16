package io.sisom.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A topic read from its beginning by someone who needs to know when all is read. For one thread.
 *
 * <p>What holds: once {@link #complete}, every record that Kafka had confirmed before reading began
 * was handed out, unless a later record of its key was handed out instead (compaction), or it
 * belongs to an aborted transaction. For that
 *
 * <ul>
 *   <li>the ends are the partitions' high watermarks, not the last stable offsets that a reader of
 *       committed records is told: those lie before the oldest open transaction, so before what is
 *       confirmed beside a program that was killed within one, and, for a moment, before what was
 *       committed last. A reader of committed records cannot get to a high watermark before all
 *       transactions below it are decided;
 *   <li>the position decides, not the records that came: markers of transactions and what
 *       compaction took away are passed over without a word;
 *   <li>the ends are asked for again when they are reached, and what was written meanwhile is read
 *       too: compaction may have taken a record away in favor of a later one beyond the first ends.
 * </ul>
 */
public final class WholeTopic implements AutoCloseable {
  /** Longer than a transaction may lie open that nobody ends (transaction.timeout.ms). */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> settings;
  private final String topic;
  private final List<TopicPartition> partitions;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ReadThrough through;
  private final String endsOf;

  private WholeTopic(Map<String, ?> client, String topic, String endsOf) {
    this.settings = new HashMap<>(client);
    settings.remove("group.id");
    settings.put("enable.auto.commit", false);
    // Where retention overtakes the reader it goes on with what is left.
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    this.topic = topic;
    this.endsOf = endsOf;
    this.consumer = consumer(settings);
    try {
      this.partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      this.through = new ReadThrough(this::endsNow);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Begins to read.
   *
   * @param client settings of a consumer, at least {@code bootstrap.servers}
   * @param topic one that does not exist is complete, and has no {@link #partitions}
   */
  public static WholeTopic open(Map<String, ?> client, String topic) {
    return new WholeTopic(client, topic, "read_uncommitted");
  }

  /**
   * Begins to read no further than to the oldest transaction that is open: for who wants to know
   * what is decided now, and is not to wait for what is not.
   */
  public static WholeTopic openDecided(Map<String, ?> client, String topic) {
    return new WholeTopic(client, topic, "read_committed");
  }

  private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Map<TopicPartition, Long> endsNow() {
    Map<String, Object> asked = new HashMap<>(settings);
    asked.put("isolation.level", endsOf);
    try (KafkaConsumer<String, byte[]> asking = consumer(asked)) {
      return asking.endOffsets(partitions);
    }
  }

  /** What is read; empty where the topic does not exist. */
  public List<TopicPartition> partitions() {
    return partitions;
  }

  /** What came next. */
  public ConsumerRecords<String, byte[]> poll(Duration timeout) {
    return consumer.poll(timeout);
  }

  /** Whether the ends are reached that the partitions had when reading began. */
  public boolean atFirstEnds() {
    return through.atFirstEnds(consumer::position);
  }

  /** Whether all is read, see above. */
  public boolean complete() {
    return through.complete(consumer::position);
  }

  /** Offsets up to the ends, markers and compacted records among them. */
  public long total() {
    return through.total();
  }

  /** How many of {@link #total} lie behind. */
  public long passed() {
    return through.passed(consumer::position);
  }

  /** For each partition the offset after the last record that was read. */
  public Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new TreeMap<>();
    partitions.forEach(it -> positions.put(it.partition(), consumer.position(it)));
    return positions;
  }

  /**
   * Hands on every record until all is read.
   *
   * @throws KafkaException where nothing moves for {@link #PATIENCE}; the message says where
   */
  public void readAll(Consumer<ConsumerRecord<String, byte[]>> each) {
    readAll(each, PATIENCE);
  }

  /** The same with another patience. */
  public void readAll(Consumer<ConsumerRecord<String, byte[]>> each, Duration patience) {
    Map<Integer, Long> last = positions();
    long moved = System.nanoTime();
    while (!complete()) {
      consumer.poll(POLL).forEach(each);
      Map<Integer, Long> now = positions();
      if (!now.equals(last)) {
        last = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > patience.toNanos()) {
        throw new KafkaException(stuck(patience));
      }
    }
  }

  /** Why reading does not go on, as far as one can tell from here. */
  public String stuck(Duration time) {
    return ("topic %s is not read to its end: nothing came for %d s at %s; the broker does not answer,"
            + " or a program has left a transaction open there")
        .formatted(topic, time.toSeconds(), positions());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
