package io.sisom.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes and reads one record type in Avro single-object encoding: {@code C3 01}, the CRC-64
 * fingerprint of the writer's schema, the body (Avro specification 1.12, "Single-object encoding").
 * A message is read out of its byte array, not a stream as Avro's own message decoder does: only so
 * does Avro compare a claimed length with the bytes left before it allocates. What earlier versions
 * wrote is read too ({@link EarlierSchemas}). Safe for use by many threads.
 *
 * @param <T> a class generated from {@code schemas/}
 */
public final class AvroCodec<T extends SpecificRecord> {
  static {
    TrustedSchemas.install();
  }

  private static final int MARKER = 0xC301;
  private static final int HEADER = Short.BYTES + Long.BYTES;

  private final String type;
  private final long fingerprint;
  private final BinaryMessageEncoder<T> encoder;
  private final Map<Long, DatumReader<T>> readers = new HashMap<>();

  /** A codec that reads and writes {@code schema}. */
  @SuppressWarnings("unchecked") // the model's reader makes the schema's generated class
  public AvroCodec(Schema schema, SpecificData model) {
    this.type = schema.getName();
    this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    this.encoder = new BinaryMessageEncoder<>(model, schema);
    readers.put(fingerprint, (DatumReader<T>) model.createDatumReader(schema));
    for (Schema earlier : EarlierSchemas.of(type)) {
      readers.put(
          SchemaNormalization.parsingFingerprint64(earlier),
          (DatumReader<T>) model.createDatumReader(earlier, schema));
    }
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
   * Reads one message. Memory use is bounded by the message's own length, whatever it claims.
   *
   * @throws WireException where the bytes are not a {@code T}: no single-object header, unknown
   *     fingerprint, cut short, more bytes than the record
   */
  public T decode(byte[] bytes) throws WireException {
    try {
      DatumReader<T> reader = reader(bytes);
      BinaryDecoder body =
          DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
      T value = reader.read(null, body);
      if (!body.isEnd()) {
        throw new IOException("bytes follow the end of the record");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw new WireException(
          "not a " + type + " in Avro single-object encoding: " + e.getMessage(), e);
    }
  }

  private DatumReader<T> reader(byte[] bytes) throws IOException {
    if (bytes.length < HEADER) {
      throw new IOException(bytes.length + " bytes, shorter than the header");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if ((header.getShort() & 0xffff) != MARKER) {
      throw new IOException("does not start with C3 01");
    }
    long found = header.order(ByteOrder.LITTLE_ENDIAN).getLong();
    DatumReader<T> reader = readers.get(found);
    if (reader == null) {
      throw new IOException(
          "written with the unknown schema %016x, expected %016x".formatted(found, fingerprint));
    }
    return reader;
  }
}
