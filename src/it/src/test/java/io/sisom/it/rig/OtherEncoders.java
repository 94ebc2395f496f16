package io.sisom.it.rig;

import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A frame as programs of others write it, rightly or not: other wire formats, other schemas, other
 * words and sizes. Each is a record's value, by a word that also is its frame's id, where it has
 * one.
 */
public final class OtherEncoders {
  private static final AvroCodec<SensorFrame> CODEC = AvroCodec.of(SensorFrame.class);
  private static final int HEADER = 10;

  private final SensorFrame frame;
  private final int width;
  private final int height;
  private final Map<String, byte[]> records = new LinkedHashMap<>();

  private OtherEncoders(SensorFrame frame, int width, int height) {
    this.frame = frame;
    this.width = width;
    this.height = height;
  }

  /** Of a JPEG frame of this size, which is not a square. */
  public static Map<String, byte[]> of(SensorFrame jpeg, int width, int height) throws IOException {
    OtherEncoders encoders = new OtherEncoders(jpeg, width, height);
    encoders.otherFormats();
    encoders.otherSchemas();
    encoders.otherFields();
    return encoders.records;
  }

  private void otherFormats() throws IOException {
    byte[] whole = CODEC.encode(frame);
    byte[] body = Arrays.copyOfRange(whole, HEADER, whole.length);
    records.put("confluent", concat(new byte[] {0, 0, 0, 0, 1}, body));
    records.put("bare", body);
    records.put("container-file", containerFile());
    records.put("json", "{\"frameId\": \"x\"}".getBytes(StandardCharsets.UTF_8));
    records.put("gzip", gzip(whole));
    byte[] bigEndian = whole.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      bigEndian[2 + i] = whole[HEADER - 1 - i];
    }
    records.put("big-endian", bigEndian);
    records.put("trailing", Arrays.copyOf(whole, whole.length + 1));
    records.put("cut", Arrays.copyOf(whole, whole.length - 5));
    records.put("raw-jpeg", content());
  }

  private void otherSchemas() throws IOException {
    String schema = SensorFrame.getClassSchema().toString();
    String last = "}]}";
    String more = "},{\"name\":\"gain\",\"type\":\"double\",\"default\":1.0}]}";
    put("extra-field", s -> s.substring(0, s.lastIndexOf(last)) + more, Map.of("gain", 2.0));
    put("other-namespace", s -> s.replace("io.sisom.schema", "com.example"), Map.of());
    put(
        "union-order",
        s ->
            s.replaceFirst(
                "\\[\"null\",\"bytes\"\\](,\"doc\":\"[^\"]*\")?,\"default\":null",
                "[\"bytes\",\"null\"]"),
        Map.of());
    put(
        "micros",
        s -> s.replace("timestamp-millis", "timestamp-micros"),
        Map.of("capturedAt", frame.getCapturedAt().toEpochMilli() * 1000));
    if (!schema.endsWith(last)) {
      throw new IllegalStateException("the schema ends otherwise than this test expects");
    }
  }

  private void otherFields() {
    edit("both", it -> it.setUri("file:///etc/passwd"));
    edit("neither", it -> it.setContent(null));
    edit("empty-content", it -> it.setContent(ByteBuffer.allocate(0)));
    edit("upper", it -> it.setEncoding("JPEG"));
    edit("jpg", it -> it.setEncoding("jpg"));
    edit("sized", it -> it.setWidth(width).setHeight(height));
    edit("sides-swapped", it -> it.setWidth(height).setHeight(width));
    edit("negative", it -> it.setWidth(-1).setHeight(-1));
    edit("bgr8", it -> raw(it, "bgr8", 1, 1, 3));
    edit("mono8", it -> raw(it, "mono8", 1, 1, 1));
    edit("row-stride", it -> raw(it, "rgb8", 2, 2, 16));
  }

  private static SensorFrame.Builder raw(
      SensorFrame.Builder frame, String encoding, int width, int height, int bytes) {
    return frame
        .setEncoding(encoding)
        .setWidth(width)
        .setHeight(height)
        .setContent(ByteBuffer.allocate(bytes));
  }

  private void edit(String word, UnaryOperator<SensorFrame.Builder> change) {
    records.put(
        word, CODEC.encode(change.apply(SensorFrame.newBuilder(frame).setFrameId(word)).build()));
  }

  private void put(String word, UnaryOperator<String> change, Map<String, Object> values)
      throws IOException {
    String before = SensorFrame.getClassSchema().toString();
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalStateException("the schema has no place for " + word);
    }
    Schema schema = new Schema.Parser().parse(after);
    GenericRecord record = record(schema, word);
    values.forEach(record::put);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xC3);
    out.write(0x01);
    out.writeBytes(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(schema))
            .array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    records.put(word, out.toByteArray());
  }

  /** Times as plain numbers, as a writer without logical types has them. */
  private GenericRecord record(Schema schema, String frameId) {
    GenericRecord record = new GenericData.Record(schema);
    record.put("frameId", frameId);
    record.put("sensorId", frame.getSensorId());
    record.put("capturedAt", frame.getCapturedAt().toEpochMilli());
    record.put("encoding", "jpeg");
    record.put("width", 0);
    record.put("height", 0);
    record.put("content", ByteBuffer.wrap(content()));
    if (schema.getField("attributes") != null) {
      record.put("attributes", Map.of());
    }
    return record;
  }

  private byte[] containerFile() throws IOException {
    Schema schema = SensorFrame.getClassSchema();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, out);
      writer.append(record(schema, "container-file"));
    }
    return out.toByteArray();
  }

  private byte[] content() {
    ByteBuffer content = frame.getContent().duplicate();
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
