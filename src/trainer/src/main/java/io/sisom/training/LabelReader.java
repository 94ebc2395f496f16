package io.sisom.training;

import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WholeTopic;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the labeled pool from its beginning: the compacted topic is the pool, so there is nothing
 * else to remember.
 */
final class LabelReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LabelReader.class);

  private final WholeTopic topic;
  private final AvroCodec<LabeledFrame> codec;

  /** Takes over the topic, which stands at its beginning. */
  LabelReader(WholeTopic topic, WriterSchemas schemas) {
    this.codec = AvroCodec.of(LabeledFrame.class, schemas);
    this.topic = topic;
    if (topic.partitions().isEmpty()) {
      throw new IllegalStateException(
          "the topic of labels does not exist; create it with 'sisom topics create'");
    }
  }

  /** Whether all labels were read that stood on the topic when reading began. */
  boolean readPresent() {
    return topic.complete();
  }

  /** Records that stood on the topic when reading began; compaction may leave fewer. */
  long initialRecords() {
    return topic.total();
  }

  /** Records behind the present position, of those that stood there when reading began. */
  long initialRecordsPassed() {
    return topic.passed();
  }

  /** Why nothing came for so long, as far as one can tell. */
  String stuck(Duration time) {
    return topic.stuck(time);
  }

  /** What came next. */
  List<LabelChange> poll(Duration timeout) {
    List<LabelChange> changes = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : topic.poll(timeout)) {
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
    return topic.positions();
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
    topic.close();
  }
}
