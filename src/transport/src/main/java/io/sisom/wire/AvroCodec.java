package io.sisom.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
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
  private final Schema schema;
  private final SpecificData model;
  private final WriterSchemas others;
  private final Map<Long, DatumReader<T>> readers = new ConcurrentHashMap<>();

  /** A codec that reads and writes {@code schema}. */
  public AvroCodec(Schema schema, SpecificData model) {
    this(schema, model, WriterSchemas.none());
  }

  /**
   * The same, which also reads what was written with a compatible one of {@code others}. A record
   * written with a schema that is built in costs no look-up.
   */
  @SuppressWarnings("unchecked") // the model's reader makes the schema's generated class
  public AvroCodec(Schema schema, SpecificData model, WriterSchemas others) {
    this.schema = schema;
    this.model = model;
    this.others = others;
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

  /** A codec for a generated class that also reads what others wrote. */
  public static <T extends SpecificRecord> AvroCodec<T> of(Class<T> type, WriterSchemas others) {
    SpecificData model = SpecificData.getForClass(type);
    return new AvroCodec<>(model.getSchema(type), model, others);
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
   * @throws WireException where the bytes are not a {@code T}: no single-object header, a
   *     fingerprint that is found nowhere or whose schema cannot be read as this one, cut short,
   *     more bytes than the record
   * @throws org.apache.kafka.common.KafkaException where the writer's schema cannot be looked up
   *     now
   */
  public T decode(byte[] bytes) throws WireException {
    DatumReader<T> reader = reader(bytes);
    try {
      BinaryDecoder body =
          DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
      T value = reader.read(null, body);
      if (!body.isEnd()) {
        throw new IOException("bytes follow the end of the record");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw not(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Whether a message says that it was written with a schema of this type that is built in; of
   * others nobody can tell before they are looked up.
   */
  public boolean knows(byte[] bytes) {
    return bytes.length >= HEADER
        && readers.containsKey(
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES));
  }

  private WireException not(String reason, Throwable cause) {
    return new WireException("not a " + type + " in Avro single-object encoding: " + reason, cause);
  }

  private WireException not(String reason) {
    return not(reason, new IOException(reason));
  }

  private DatumReader<T> reader(byte[] bytes) throws WireException {
    if (bytes.length < HEADER) {
      throw not(bytes.length + " bytes, shorter than the header");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if ((header.getShort() & 0xffff) != MARKER) {
      throw not("does not start with C3 01");
    }
    long found = header.order(ByteOrder.LITTLE_ENDIAN).getLong();
    DatumReader<T> reader = readers.get(found);
    return reader == null ? lookedUp(found) : reader;
  }

  private DatumReader<T> lookedUp(long found) throws WireException {
    WriterSchemas.Found writer = others.find(found);
    if (writer instanceof WriterSchemas.Known known) {
      DatumReader<T> reader = resolved(known.schema());
      readers.put(found, reader);
      return reader;
    }
    throw not(
        "written with the unknown schema %016x, %s; expected %016x"
            .formatted(found, ((WriterSchemas.Unknown) writer).reason(), fingerprint));
  }

  @SuppressWarnings("unchecked") // as above
  private DatumReader<T> resolved(Schema writer) throws WireException {
    if (!writer.getFullName().equals(schema.getFullName())) {
      throw not("written as a " + writer.getName());
    }
    SchemaCompatibility.SchemaCompatibilityResult result =
        SchemaCompatibility.checkReaderWriterCompatibility(schema, writer).getResult();
    if (!result.getIncompatibilities().isEmpty()) {
      SchemaCompatibility.Incompatibility first = result.getIncompatibilities().get(0);
      throw not(
          "its writer's schema cannot be read as this program's: %s at %s"
              .formatted(first.getType(), first.getLocation()));
    }
    return (DatumReader<T>) model.createDatumReader(writer, schema);
  }
}
