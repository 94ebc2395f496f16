package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real schemas, damaged in their text, and records that claim to be written with them: each is
 * refused in words, or read.
 */
@Tag("fuzz")
class SchemaFuzzTest {
  private static final int INPUTS = LongForm.of(2_000, 20_000);
  private static final long MAX_BYTES = 16 << 20;
  private static final int MAX_BODY = 300;

  private record Input(byte[] text, byte[] body) {}

  private final AtomicReference<Schema> known = new AtomicReference<>(SensorFrame.getClassSchema());
  private final WriterSchemas written =
      any -> new WriterSchemas.Known(Objects.requireNonNull(known.get()));
  private final AvroCodec<SensorFrame> frames = AvroCodec.of(SensorFrame.class, written);
  private final AvroCodec<FrameScore> scores = AvroCodec.of(FrameScore.class, written);

  @Test
  void damagedSchemasAreRefusedOrReadBy() throws Exception {
    List<byte[]> texts = new ArrayList<>(OurSchemas.texts().values());
    for (Schema earlier : EarlierSchemas.of("FrameScore")) {
      texts.add(earlier.toString().getBytes(StandardCharsets.UTF_8));
    }
    int taken =
        new Fuzz("schema texts, damaged", 1, INPUTS, MAX_BYTES)
            .run(
                random -> new Input(Damage.of(random, texts), Damage.noise(random, MAX_BODY)),
                this::takes);
    assertThat(taken).as("some are schemas all the same").isPositive();
  }

  private boolean takes(Input input) throws Exception {
    Schema schema;
    long fingerprint = fingerprint(input.text());
    try {
      schema = SchemaBounds.read(input.text(), fingerprint);
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return false;
    }
    known.set(schema);
    byte[] message = message(fingerprint, input.body());
    reads(frames, message);
    reads(scores, message);
    return true;
  }

  private static void reads(AvroCodec<?> codec, byte[] message) {
    try {
      assertThat(codec.decode(message)).isNotNull();
    } catch (WireException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static byte[] message(long fingerprint, byte[] body) {
    return ByteBuffer.allocate(2 + Long.BYTES + body.length)
        .putShort((short) 0xC301)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(fingerprint)
        .put(body)
        .array();
  }

  /** The text's own, so that its being another is no reason to refuse it. */
  private static long fingerprint(byte[] text) {
    try {
      Schema schema = new Schema.Parser().parse(new String(text, StandardCharsets.UTF_8));
      return SchemaNormalization.parsingFingerprint64(schema);
    } catch (RuntimeException e) {
      return 0;
    }
  }
}
