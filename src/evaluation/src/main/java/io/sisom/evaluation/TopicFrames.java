package io.sisom.evaluation;

import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WholeTopic;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Frames or labeled frames of a topic, all that stand there when reading begins; of records with
 * the same frameId the last counts.
 */
public final class TopicFrames {
  private static final long MAX_BYTES = 2L << 30;

  private final Function<String, WholeTopic> topics;
  private final Supplier<? extends WriterSchemas> schemas;

  /**
   * With what opens a topic by its name, and the schemas of what other programs wrote there; each
   * is closed after use.
   */
  public TopicFrames(
      Function<String, WholeTopic> topics, Supplier<? extends WriterSchemas> schemas) {
    this.topics = topics;
    this.schemas = schemas;
  }

  SetFrames read(String topic) {
    Map<String, SetFrame> byId = new LinkedHashMap<>();
    AtomicLong bytes = new AtomicLong();
    try (WholeTopic whole = topics.apply(topic);
        WriterSchemas others = schemas.get()) {
      Reading reading = new Reading(others);
      if (whole.partitions().isEmpty()) {
        throw new EvaluationException("topic " + topic + " does not exist");
      }
      whole.readAll(
          record -> {
            if (record.value() != null) {
              SetFrame frame = reading.decode(record);
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
    if (bytes > MAX_BYTES) {
      throw new EvaluationException(
          "topic %s holds more than %d MB; evaluate a part of it from files"
              .formatted(topic, MAX_BYTES >> 20));
    }
  }

  private static final class Reading {
    private final AvroCodec<SensorFrame> frames;
    private final AvroCodec<LabeledFrame> labeled;

    Reading(WriterSchemas others) {
      this.frames = AvroCodec.of(SensorFrame.class, others);
      this.labeled = AvroCodec.of(LabeledFrame.class, others);
    }

    SetFrame decode(ConsumerRecord<String, byte[]> record) {
      try {
        LabeledFrame frame = labeled.decode(record.value());
        return new SetFrame(frame.getFrame(), frame.getLabel());
      } catch (WireException notLabeled) {
        try {
          return new SetFrame(frames.decode(record.value()), null);
        } catch (WireException e) {
          throw new EvaluationException(
              "%s-%d@%d is neither a labeled frame nor a frame: %s; %s"
                  .formatted(
                      record.topic(),
                      record.partition(),
                      record.offset(),
                      notLabeled.getMessage(),
                      e.getMessage()),
              e);
        }
      }
    }
  }
}
