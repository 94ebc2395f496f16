package io.sisom.feed.recording;

import io.sisom.schema.FeedPosition;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WholeTopic;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads how far feeds have come. */
public final class FeedPositions {
  private static final Logger log = LoggerFactory.getLogger(FeedPositions.class);

  private final Map<String, ?> consumer;
  private final String topic;
  private final Supplier<? extends WriterSchemas> schemas;

  /**
   * On a topic.
   *
   * @param consumer settings of a consumer, at least {@code bootstrap.servers}
   * @param schemas of positions that other versions wrote; closed after each use
   */
  public FeedPositions(
      Map<String, ?> consumer, String topic, Supplier<? extends WriterSchemas> schemas) {
    this.schemas = schemas;
    this.consumer = Map.copyOf(consumer);
    this.topic = topic;
  }

  /**
   * What is committed under {@code key} and its variants, by key. Waits for transactions that are
   * open: one of them may hold the latest.
   */
  Map<String, FeedPosition> of(RecordingKey key) {
    Map<String, FeedPosition> found = new TreeMap<>();
    try (WholeTopic whole = WholeTopic.open(consumer, topic);
        WriterSchemas others = schemas.get()) {
      AvroCodec<FeedPosition> codec = AvroCodec.of(FeedPosition.class, others);
      whole.readAll(record -> keep(record, key, codec, found));
    }
    return found;
  }

  private void keep(
      ConsumerRecord<String, byte[]> record,
      RecordingKey key,
      AvroCodec<FeedPosition> codec,
      Map<String, FeedPosition> found) {
    if (record.key() == null || !key.names(record.key())) {
      return;
    }
    if (record.value() == null) {
      found.remove(record.key());
      return;
    }
    try {
      found.put(record.key(), codec.decode(record.value()));
    } catch (WireException e) {
      log.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("key", record.key())
          .addKeyValue("reason", e.getMessage())
          .log("a feed's position cannot be read and is passed over");
    }
  }
}
