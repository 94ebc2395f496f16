package io.sisom.frame;

import io.sisom.frame.ReadFrame.Read;
import io.sisom.frame.ReadFrame.Unreadable;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import org.jspecify.annotations.Nullable;

/** Reads frames off the topic. Whatever the record holds, the answer is a value. Thread-safe. */
public final class FrameReader {
  /** Longest frame or sensor id, characters. */
  public static final int MAX_ID_LENGTH = 256;

  private static final int ENVELOPE = 64 << 10;

  private final AvroCodec<SensorFrame> codec;
  private final FrameLimits limits;

  /** A reader that holds records to {@code limits}. */
  public FrameReader(FrameLimits limits) {
    this(limits, WriterSchemas.none());
  }

  /** The same, which also reads what was written with one of {@code others}. */
  public FrameReader(FrameLimits limits, WriterSchemas others) {
    this.limits = limits;
    this.codec = AvroCodec.of(SensorFrame.class, others);
  }

  /**
   * The frame in {@code value}, a Kafka record's bytes.
   *
   * @throws org.apache.kafka.common.KafkaException where its writer's schema cannot be looked up
   *     now
   */
  public ReadFrame read(byte @Nullable [] value) {
    if (value == null) {
      return new Unreadable(FrameFault.MISSING, "the record has no value");
    }
    if (value.length > limits.maxBytes() + ENVELOPE) {
      return new Unreadable(
          FrameFault.SIZE,
          "record of %d bytes, more than frame.max.bytes = %d and %d for its envelope"
              .formatted(value.length, limits.maxBytes(), ENVELOPE));
    }
    try {
      SensorFrame frame = codec.decode(value);
      String fault = idFault("frameId", frame.getFrameId());
      if (fault.isEmpty()) {
        fault = idFault("sensorId", frame.getSensorId());
      }
      return fault.isEmpty() ? read(frame) : new Unreadable(FrameFault.ID, fault);
    } catch (WireException e) {
      return new Unreadable(FrameFault.GARBAGE, String.valueOf(e.getMessage()));
    }
  }

  private static Read read(SensorFrame frame) {
    SensorFrame bounded = OriginBounds.bounded(frame);
    return new Read(bounded, bounded != frame);
  }

  private static String idFault(String field, String id) {
    if (id.isBlank()) {
      return field + " is blank";
    }
    if (id.length() > MAX_ID_LENGTH) {
      return field + " has " + id.length() + " characters, more than " + MAX_ID_LENGTH;
    }
    if (id.chars().anyMatch(Character::isISOControl)) {
      return field + " " + Quote.of(id) + " holds control characters";
    }
    return "";
  }
}
