package io.sisom.evaluation;

import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Frames or labeled frames of a topic, from its beginning to the end it has when reading starts; of
 * records with the same frameId the last counts.
 */
public final class TopicFrames {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long MOST_BYTES = 2L << 30;

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final AvroCodec<SensorFrame> frames = AvroCodec.of(SensorFrame.class);
  private final AvroCodec<LabeledFrame> labeled = AvroCodec.of(LabeledFrame.class);

  /** With consumers that have no group; each is closed after use. */
  public TopicFrames(Supplier<Consumer<String, byte[]>> consumers) {
    this.consumers = consumers;
  }

  SetFrames read(String topic) {
    Map<String, SetFrame> byId = new LinkedHashMap<>();
    try (Consumer<String, byte[]> consumer = consumers.get()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new EvaluationException("topic " + topic + " does not exist");
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long bytes = 0;
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null
              && record.offset()
                  < ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
            SetFrame frame = decode(record);
            byId.put(frame.frame().getFrameId(), frame);
            bytes += record.value().length;
          } else if (record.value() == null && record.key() != null) {
            byId.remove(record.key());
          }
        }
        requireHolds(topic, bytes);
      }
    }
    return SetFrames.of(byId.values());
  }

  private static void requireHolds(String topic, long bytes) {
    if (bytes > MOST_BYTES) {
      throw new EvaluationException(
          "topic %s holds more than %d MB; evaluate a part of it from files"
              .formatted(topic, MOST_BYTES >> 20));
    }
  }

  private SetFrame decode(ConsumerRecord<String, byte[]> record) {
    try {
      return new SetFrame(frames.decode(record.value()), null);
    } catch (WireException notFrame) {
      try {
        LabeledFrame frame = labeled.decode(record.value());
        return new SetFrame(frame.getFrame(), frame.getLabel());
      } catch (WireException e) {
        throw new EvaluationException(
            "%s-%d@%d is neither a frame nor a labeled frame: %s"
                .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
            e);
      }
    }
  }
}
