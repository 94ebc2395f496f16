package io.sisom.wire;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Kafka serdes over {@link AvroCodec}; a null value (tombstone) stays null. */
public final class AvroSerde {
  private AvroSerde() {}

  /** A serde for a class generated from {@code schemas/}. */
  public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    return of(type, WriterSchemas.none());
  }

  /** The same, which also reads what others wrote. */
  public static <T extends SpecificRecord> Serde<T> of(Class<T> type, WriterSchemas others) {
    AvroCodec<T> codec = AvroCodec.of(type, others);
    return Serdes.serdeFrom(
        (topic, value) -> encode(codec, value), (topic, bytes) -> decode(codec, topic, bytes));
  }

  @SuppressWarnings("NullAway") // Kafka's serializers pass null through for tombstones
  private static <T extends SpecificRecord> byte[] encode(AvroCodec<T> codec, @Nullable T value) {
    return value == null ? null : codec.encode(value);
  }

  @SuppressWarnings("NullAway") // as above
  private static <T extends SpecificRecord> T decode(
      AvroCodec<T> codec, String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return codec.decode(bytes);
    } catch (WireException e) {
      throw new SerializationException("topic " + topic + ": " + e.getMessage(), e);
    }
  }
}
