package io.sisom.console;

import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WholeTopic;
import io.sisom.wire.WireException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** When answers of the labeled pool were given. */
final class PoolTimes {
  private PoolTimes() {}

  /**
   * Reads the pool through.
   *
   * @param keys of the answers that are asked for
   * @return of those that hold, by key; answers that cannot be read are taken to be of now
   * @throws org.apache.kafka.common.KafkaException where Kafka does not send it
   */
  static Map<String, Instant> of(KafkaAccess kafka, Set<String> keys) {
    AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class, kafka.schemas());
    Map<String, Instant> given = new HashMap<>();
    try (WholeTopic whole = WholeTopic.open(kafka.consumers(), kafka.topics().labels())) {
      whole.readAll(
          record -> {
            if (!keys.contains(record.key())) {
              return;
            }
            if (record.value() == null) {
              given.remove(record.key());
            } else {
              given.put(record.key(), time(codec, record));
            }
          });
    }
    return given;
  }

  private static Instant time(
      AvroCodec<LabeledFrame> codec, ConsumerRecord<String, byte[]> record) {
    try {
      return codec.decode(record.value()).getLabeledAt();
    } catch (WireException e) {
      return Instant.MAX;
    }
  }
}
