package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.EpisodeState;
import io.sisom.schema.FeedPosition;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.OodAlert;
import io.sisom.schema.PooledFrame;
import io.sisom.schema.QueueEvent;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** What earlier versions wrote is read; what this one writes, their schemas can read. */
class EarlierSchemasTest {
  private static final int HEADER = 10;

  @Test
  void everyEarlierSchemaAndTodaysReadEachOther() {
    for (Schema today :
        List.of(
            SensorFrame.getClassSchema(),
            OodAlert.getClassSchema(),
            EpisodeState.getClassSchema(),
            FrameScore.getClassSchema(),
            ReferenceManifest.getClassSchema(),
            LabelCandidate.getClassSchema(),
            PooledFrame.getClassSchema(),
            LabeledFrame.getClassSchema(),
            QueueEvent.getClassSchema(),
            FeedPosition.getClassSchema())) {
      List<Schema> earlier = EarlierSchemas.of(today.getName());
      assertThat(earlier).as(today.getName()).isNotEmpty();
      for (Schema schema : earlier) {
        assertThat(schema).isNotEqualTo(today);
        assertThat(compatibility(today, schema)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(compatibility(schema, today)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
      }
    }
  }

  @Test
  void readsAScoreOfTheFirstVersion() throws Exception {
    FrameScore read = AvroCodec.of(FrameScore.class).decode(firstVersionsScore());
    assertThat(read.getFrameId()).isEqualTo("f");
    assertThat(read.getSisome()).isEqualTo(1.5);
    assertThat(read.getProfile()).as("all there was").isEqualTo("sisome");
    assertThat(read.getDistance()).isNull();
  }

  @Test
  void theFirstVersionsSchemaReadsAScoreOfToday() throws Exception {
    FrameScore lean =
        FrameScore.newBuilder(AvroCodec.of(FrameScore.class).decode(firstVersionsScore()))
            .setProfile("lean")
            .setDistance(0.25)
            .build();
    byte[] message = AvroCodec.of(FrameScore.class).encode(lean);
    BinaryDecoder body =
        DecoderFactory.get().binaryDecoder(message, HEADER, message.length - HEADER, null);
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(FrameScore.getClassSchema(), first())
            .read(null, body);
    assertThat(read.get("sisome")).isEqualTo(1.5);
    assertThat(read.hasField("profile")).isFalse();
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }

  private static Schema first() {
    return EarlierSchemas.of("FrameScore").get(0);
  }

  private static byte[] firstVersionsScore() throws Exception {
    GenericRecord score = new GenericData.Record(first());
    long now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    Map.of("frameId", "f", "sensorId", "s", "predicted", "cat", "modelVersion", "m")
        .forEach(score::put);
    for (String name : List.of("innerDistance", "outerDistance", "ratio", "energy", "pValue")) {
      score.put(name, 1.0);
    }
    score.put("sisome", 1.5);
    score.put("capturedAt", now);
    score.put("scoredAt", now);
    score.put("referenceVersion", 1L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xC3);
    out.write(0x01);
    out.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(first()))
            .array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(first()).write(score, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
