package io.sisom.training;

import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the labeled pool from its beginning: the compacted topic is the pool, so there is nothing
 * else to remember.
 */
final class LabelReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LabelReader.class);

  private final Consumer<String, byte[]> consumer;
  private final AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
  private final Map<TopicPartition, Long> ends;

  /** Takes over {@code consumer} and starts at the topic's beginning. */
  LabelReader(Consumer<String, byte[]> consumer, String topic) {
    this.consumer = consumer;
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException(
          "topic " + topic + " does not exist; create it with 'sisom topics create'");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    this.ends = consumer.endOffsets(partitions);
  }

  /** Records that stood on the topic when reading began; compaction may leave fewer. */
  long initialRecords() {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Records behind the present position, of those that stood there when reading began. */
  long initialRecordsPassed() {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.min(end.getValue(), consumer.position(end.getKey())))
        .sum();
  }

  /** What came next. */
  List<LabelChange> poll(Duration timeout) {
    List<LabelChange> changes = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
      LabelChange.Place place = new LabelChange.Place(record.partition(), record.offset());
      if (record.key() == null) {
        skip(record, "it has no key, so no later record could change it");
      } else if (record.value() == null) {
        changes.add(new LabelChange.Withdrawn(record.key(), place));
      } else {
        try {
          changes.add(new LabelChange.Given(record.key(), place, codec.decode(record.value())));
        } catch (WireException e) {
          skip(record, String.valueOf(e.getMessage()));
        }
      }
    }
    return changes;
  }

  /** For each partition the offset after the last record that was read. */
  Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new TreeMap<>();
    ends.keySet().forEach(p -> positions.put(p.partition(), consumer.position(p)));
    return positions;
  }

  private static void skip(ConsumerRecord<String, byte[]> record, String why) {
    log.atWarn()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", why)
        .log("label skipped");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
