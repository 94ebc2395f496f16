package io.sisom.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes and reads one record type in Avro single-object encoding: {@code C3 01}, the CRC-64
 * fingerprint of the writer's schema, the body (Avro specification 1.12, "Single-object encoding").
 * Safe for use by many threads.
 *
 * @param <T> a class generated from {@code schemas/}
 */
public final class AvroCodec<T extends SpecificRecord> {
  private final String type;
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  /** A codec that reads and writes {@code schema}. */
  public AvroCodec(Schema schema, SpecificData model) {
    this.type = schema.getName();
    this.encoder = new BinaryMessageEncoder<>(model, schema);
    this.decoder = new BinaryMessageDecoder<>(model, schema);
  }

  /** A codec for a generated class. */
  public static <T extends SpecificRecord> AvroCodec<T> of(Class<T> type) {
    SpecificData model = SpecificData.getForClass(type);
    return new AvroCodec<>(model.getSchema(type), model);
  }

  /** The whole message: header, fingerprint and body. */
  public byte[] encode(T value) {
    try {
      ByteBuffer encoded = encoder.encode(value);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new IllegalStateException("encoding a " + type + " into memory failed", e);
    }
  }

  /**
   * Reads one message.
   *
   * @throws WireException where the bytes are not a {@code T}: no single-object header, unknown
   *     fingerprint, cut short
   */
  public T decode(byte[] bytes) throws WireException {
    try {
      return decoder.decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw new WireException(
          "not a " + type + " in Avro single-object encoding: " + e.getMessage(), e);
    }
  }
}
