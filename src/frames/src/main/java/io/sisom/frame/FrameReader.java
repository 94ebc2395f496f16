package io.sisom.frame;

import io.sisom.frame.ReadFrame.Read;
import io.sisom.frame.ReadFrame.Unreadable;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import org.jspecify.annotations.Nullable;

/** Reads frames off the topic. Whatever the record holds, the answer is a value. Thread-safe. */
public final class FrameReader {
  /** Longest frame or sensor id, characters. */
  public static final int LONGEST_ID = 256;

  private static final int ENVELOPE = 64 << 10;

  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);
  private final FrameLimits limits;

  /** A reader that holds records to {@code limits}. */
  public FrameReader(FrameLimits limits) {
    this.limits = limits;
  }

  /** The frame in {@code value}, a Kafka record's bytes. */
  public ReadFrame read(byte @Nullable [] value) {
    if (value == null) {
      return new Unreadable(Fault.MISSING, "the record has no value");
    }
    if (value.length > limits.maxBytes() + ENVELOPE) {
      return new Unreadable(
          Fault.SIZE,
          "record of %d bytes, more than frame.max.bytes = %d and %d for its envelope"
              .formatted(value.length, limits.maxBytes(), ENVELOPE));
    }
    try {
      SensorFrame frame = codec.decode(value);
      String fault = idFault("frameId", frame.getFrameId());
      if (fault.isEmpty()) {
        fault = idFault("sensorId", frame.getSensorId());
      }
      return fault.isEmpty() ? new Read(frame) : new Unreadable(Fault.ID, fault);
    } catch (WireException e) {
      return new Unreadable(Fault.GARBAGE, String.valueOf(e.getMessage()));
    }
  }

  private static String idFault(String field, String id) {
    if (id.isBlank()) {
      return field + " is blank";
    }
    if (id.length() > LONGEST_ID) {
      return field + " has " + id.length() + " characters, more than " + LONGEST_ID;
    }
    if (id.chars().anyMatch(Character::isISOControl)) {
      return field + " " + Quote.of(id) + " holds control characters";
    }
    return "";
  }
}
