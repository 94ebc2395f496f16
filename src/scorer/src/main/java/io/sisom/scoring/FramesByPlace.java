package io.sisom.scoring;

import io.sisom.candidate.FrameLookup;
import io.sisom.frame.FrameReader;
import io.sisom.frame.ReadFrame;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames again where they lie on the topic of frames. It connects when it is first asked. One
 * caller at a time; others wait.
 *
 * <p>A place holds the same frame for ever or none any more, so what is found does not depend on
 * when a window closes, or how often after a crash. A frame is gone where its offset is no longer
 * there, or where the topic was made anew and another frame lies there.
 */
public final class FramesByPlace implements FrameLookup, AutoCloseable {
  /** Less than a transaction lasts ({@code kafka.transaction.timeout.ms}, 10 s by default). */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<Consumer<byte[], byte[]>> connect;
  private final String topic;
  private final FrameReader reader;
  private final LongSupplier nanoTime;
  private @Nullable Consumer<byte[], byte[]> connected;

  /**
   * A reader.
   *
   * @param consumer client properties
   * @param topic of frames
   */
  public FramesByPlace(Map<String, Object> consumer, String topic, FrameReader reader) {
    this(
        () ->
            new KafkaConsumer<>(
                oneByOne(consumer), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic,
        reader,
        System::nanoTime);
  }

  FramesByPlace(
      Supplier<Consumer<byte[], byte[]>> connect,
      String topic,
      FrameReader reader,
      LongSupplier nanoTime) {
    this.connect = connect;
    this.topic = topic;
    this.reader = reader;
    this.nanoTime = nanoTime;
  }

  private static Map<String, Object> oneByOne(Map<String, Object> given) {
    Map<String, Object> consumer = new HashMap<>(given);
    // A broker gives one batch all the same; more would be of frames that nobody asked for.
    consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // What has a score is read, whoever still has a transaction open behind it.
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return consumer;
  }

  @Override
  public synchronized Map<String, SensorFrame> find(List<FrameScore> scores) {
    Map<Integer, NavigableMap<Long, FrameScore>> wanted = new TreeMap<>();
    for (FrameScore score : scores) {
      Integer partition = score.getFramePartition();
      Long offset = score.getFrameOffset();
      if (partition != null && offset != null) {
        wanted.computeIfAbsent(partition, p -> new TreeMap<>()).put(offset, score);
      }
    }
    try {
      return read(wanted);
    } catch (KafkaException e) {
      // Kafka Streams would take a time-out of Kafka's for one of its own.
      throw new ScoringFailure(
          "frames that were chosen for labels cannot be read again now: " + e.getMessage(), e);
    }
  }

  private Map<String, SensorFrame> read(Map<Integer, NavigableMap<Long, FrameScore>> wanted) {
    Map<String, SensorFrame> found = new HashMap<>();
    long deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
    int partitions = consumer().partitionsFor(topic, PATIENCE).size();
    wanted.forEach(
        (partition, its) -> {
          if (partition < partitions) {
            read(new TopicPartition(topic, partition), its, found, deadline);
          }
        });
    return found;
  }

  private void read(
      TopicPartition partition,
      NavigableMap<Long, FrameScore> wanted,
      Map<String, SensorFrame> found,
      long deadline) {
    consumer().assign(List.of(partition));
    while (!wanted.isEmpty()) {
      List<TopicPartition> only = List.of(partition);
      long first = consumer().beginningOffsets(only, PATIENCE).getOrDefault(partition, 0L);
      long end = consumer().endOffsets(only, PATIENCE).getOrDefault(partition, 0L);
      wanted.headMap(first, false).clear();
      wanted.tailMap(end, true).clear();
      try {
        readPresent(partition, wanted, found, deadline);
      } catch (OffsetOutOfRangeException e) {
        continue; // what was the first is deleted since
      }
    }
  }

  private void readPresent(
      TopicPartition partition,
      NavigableMap<Long, FrameScore> wanted,
      Map<String, SensorFrame> found,
      long deadline) {
    long position = -1;
    while (!wanted.isEmpty()) {
      if (nanoTime.getAsLong() - deadline > 0) {
        throw new TimeoutException(
            "frames of %s could not be read again within %d s"
                .formatted(partition, PATIENCE.toSeconds()));
      }
      if (position != wanted.firstKey()) {
        consumer().seek(partition, wanted.firstKey());
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer().poll(POLL).records(partition)) {
        FrameScore score = wanted.remove(record.offset());
        if (score != null) {
          keep(score, record.value(), found);
        }
      }
      // What was passed over without a record has none any more.
      position = consumer().position(partition, PATIENCE);
      wanted.headMap(position, false).clear();
    }
  }

  private void keep(FrameScore score, byte @Nullable [] value, Map<String, SensorFrame> found) {
    if (reader.read(value) instanceof ReadFrame.Read read
        && read.frame().getFrameId().equals(score.getFrameId())) {
      found.put(score.getFrameId(), read.frame());
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Consumer<byte[], byte[]> consumer = connected;
    if (consumer == null) {
      consumer = connect.get();
      connected = consumer;
    }
    return consumer;
  }

  @Override
  public synchronized void close() {
    Consumer<byte[], byte[]> consumer = connected;
    connected = null;
    if (consumer != null) {
      consumer.close();
    }
  }
}
