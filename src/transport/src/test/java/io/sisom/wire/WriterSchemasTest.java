package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.schema.SensorFrame;
import io.sisom.wire.WriterSchemas.Known;
import io.sisom.wire.WriterSchemas.Unknown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class WriterSchemasTest {
  private static final Schema NEWER =
      newer("{\"name\":\"exposure\",\"type\":\"int\",\"default\":0}");

  private final SensorFrame frame =
      new SensorFrame(
          "f", "cam", Instant.EPOCH, "jpeg", 0, 0, null, "file:/x", null, Map.of("gps", "1,2"));

  @Test
  void aFrameOfANewerSchemaIsReadByAvrosRules() throws Exception {
    assertThat(codec(NEWER).decode(encoded(NEWER, frame))).isEqualTo(frame);
  }

  @Test
  void aSchemaIsAskedForOnceAndABuiltInOneNever() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AvroCodec<SensorFrame> codec =
        AvroCodec.of(
            SensorFrame.class,
            fingerprint -> {
              asked.incrementAndGet();
              return new Known(NEWER);
            });
    codec.decode(codec.encode(frame));
    assertThat(asked).hasValue(0);
    codec.decode(encoded(NEWER, frame));
    codec.decode(encoded(NEWER, frame));
    assertThat(asked).hasValue(1);
  }

  @Test
  void aFingerprintThatIsFoundNowhereIsSaidToBe() {
    AvroCodec<SensorFrame> codec =
        AvroCodec.of(SensorFrame.class, fingerprint -> new Unknown("which is nowhere"));
    assertThatThrownBy(() -> codec.decode(encoded(NEWER, frame)))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("written with the unknown schema")
        .hasMessageContaining("which is nowhere");
  }

  @Test
  void aSchemaThatCannotBeReadAsOursSaysWhy() {
    Schema without =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"namespace\":\"io.sisom.schema\",\"name\":\"SensorFrame\","
                    + "\"fields\":[{\"name\":\"frameId\",\"type\":\"string\"}]}");
    byte[] message = message(without, new byte[] {0});
    assertThatThrownBy(() -> codec(without).decode(message))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1");
  }

  @Test
  void aRecordOfAnotherKindIsNoFrame() {
    Schema other =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"namespace\":\"io.sisom.schema\",\"name\":\"Other\","
                    + "\"fields\":[]}");
    assertThatThrownBy(() -> codec(other).decode(message(other, new byte[0])))
        .hasMessageContaining("written as a Other");
  }

  @Test
  void thatASchemaCannotBeLookedUpNowIsNoVerdictOnTheRecord() {
    AvroCodec<SensorFrame> codec =
        AvroCodec.of(
            SensorFrame.class,
            fingerprint -> {
              throw new TimeoutException("no broker");
            });
    assertThatThrownBy(() -> codec.decode(encoded(NEWER, frame)))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void hostileRecordsOfTheTopicAreRefusedAndCountedAndReplaceNothing() {
    SchemaBook book = new SchemaBook();
    long fingerprint = SchemaNormalization.parsingFingerprint64(NEWER);
    String key = OurSchemas.key(fingerprint);
    book.take(record(key, SchemaNormalization.toParsingForm(NEWER)));
    assertThat(book.stands(fingerprint)).isTrue();
    book.take(record(key, "{"));
    book.take(record(key, "[".repeat(70_000)));
    book.take(record("no key", "{}"));
    book.take(record(null, "{}"));
    assertThat(book.refused()).isEqualTo(4);
    assertThat(book.schema(fingerprint)).contains(NEWER);
    assertThat(book.stands(fingerprint)).as("who reads from now on finds garbage").isFalse();
  }

  @Test
  void moreSchemasThanThereMayBeAreRefused() {
    SchemaBook book = new SchemaBook();
    for (int i = 0; i < SchemaBook.MAX_SCHEMAS + 3; i++) {
      Schema schema = newer("{\"name\":\"field%d\",\"type\":\"int\"}".formatted(i));
      book.take(
          record(
              OurSchemas.key(SchemaNormalization.parsingFingerprint64(schema)), schema.toString()));
    }
    assertThat(book.refused()).isEqualTo(3);
  }

  private static ConsumerRecord<String, byte[]> record(
      @org.jspecify.annotations.Nullable String key, String text) {
    return new ConsumerRecord<>("schemas", 0, 0, key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static AvroCodec<SensorFrame> codec(Schema writers) {
    long known = SchemaNormalization.parsingFingerprint64(writers);
    return AvroCodec.of(
        SensorFrame.class,
        fingerprint -> fingerprint == known ? new Known(writers) : new Unknown("which is nowhere"));
  }

  private static Schema newer(String field) {
    String text = SchemaNormalization.toParsingForm(SensorFrame.getClassSchema());
    return new Schema.Parser()
        .parse(
            SchemaNormalization.toParsingForm(
                new Schema.Parser()
                    .parse(text.substring(0, text.length() - 2) + "," + field + "]}")));
  }

  private static byte[] encoded(Schema schema, SensorFrame frame) throws IOException {
    GenericRecord record = new GenericData.Record(schema);
    record.put("frameId", frame.getFrameId());
    record.put("sensorId", frame.getSensorId());
    record.put("capturedAt", frame.getCapturedAt().toEpochMilli());
    record.put("encoding", frame.getEncoding());
    record.put("width", frame.getWidth());
    record.put("height", frame.getHeight());
    record.put("uri", frame.getUri());
    record.put("attributes", frame.getAttributes());
    record.put("exposure", 7);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return message(schema, out.toByteArray());
  }

  private static byte[] message(Schema schema, byte[] body) {
    return ByteBuffer.allocate(10 + body.length)
        .put((byte) 0xC3)
        .put((byte) 0x01)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .put(body)
        .array();
  }
}
