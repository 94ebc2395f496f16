package io.sisom.evaluation;

import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WholeTopic;
import io.sisom.wire.WireException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Frames or labeled frames of a topic, all that stand there when reading begins; of records with
 * the same frameId the last counts.
 */
public final class TopicFrames {
  private static final long MOST_BYTES = 2L << 30;

  private final Function<String, WholeTopic> topics;
  private final AvroCodec<SensorFrame> frames = AvroCodec.of(SensorFrame.class);
  private final AvroCodec<LabeledFrame> labeled = AvroCodec.of(LabeledFrame.class);

  /** With what opens a topic by its name; each is closed after use. */
  public TopicFrames(Function<String, WholeTopic> topics) {
    this.topics = topics;
  }

  SetFrames read(String topic) {
    Map<String, SetFrame> byId = new LinkedHashMap<>();
    AtomicLong bytes = new AtomicLong();
    try (WholeTopic whole = topics.apply(topic)) {
      if (whole.partitions().isEmpty()) {
        throw new EvaluationException("topic " + topic + " does not exist");
      }
      whole.readAll(
          record -> {
            if (record.value() != null) {
              SetFrame frame = decode(record);
              byId.put(frame.frame().getFrameId(), frame);
              requireHolds(topic, bytes.addAndGet(record.value().length));
            } else if (record.key() != null) {
              byId.remove(record.key());
            }
          });
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
