package io.sisom.it.rig;

import io.sisom.cli.config.SisomConfig;
import io.sisom.wire.AvroCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes records as a later version of this program does, whose schemas have one field more. */
public final class NewerWriter {
  private static final int HEADER = 10;

  private final SisomConfig config;

  /** On the topics of these settings. */
  public NewerWriter(SisomConfig config) {
    this.config = config;
  }

  /** A schema with one more field, a number. */
  public static Schema newer(Schema today, String field) {
    String text = SchemaNormalization.toParsingForm(today);
    return parsed(
        text.substring(0, text.length() - 2)
            + ",{\"name\":\""
            + field
            + "\",\"type\":\"int\",\"default\":0}]}");
  }

  private static Schema parsed(String text) {
    return new Schema.Parser().parse(text);
  }

  /** Puts a schema where readers find it. */
  public void publish(Schema schema) throws Exception {
    long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    send(
        config.topics().schemas(),
        HexFormat.of().toHexDigits(fingerprint),
        schema.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a record on a topic, its schema before it. */
  public void send(String topic, String key, SpecificRecord record) throws Exception {
    Schema newer = newer(record.getSchema(), "later");
    publish(newer);
    send(topic, key, encoded(newer, record));
  }

  private void send(String topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<String, byte[]> producer = config.kafka().producer()) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  /** The record as a program of the newer schema writes it. */
  public static byte[] encoded(Schema newer, SpecificRecord record) throws IOException {
    Schema today = record.getSchema();
    byte[] now = new AvroCodec<>(today, SpecificData.getForClass(record.getClass())).encode(record);
    GenericRecord generic =
        new GenericDatumReader<GenericRecord>(
                parsed(SchemaNormalization.toParsingForm(today)), newer)
            .read(null, DecoderFactory.get().binaryDecoder(now, HEADER, now.length - HEADER, null));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xC3);
    out.write(0x01);
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(newer))
            .array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(newer, new GenericData()).write(generic, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
