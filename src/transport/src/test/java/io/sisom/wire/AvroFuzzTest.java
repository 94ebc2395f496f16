package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.EpisodeState;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.OodAlert;
import io.sisom.schema.PooledFrame;
import io.sisom.schema.QueueEvent;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.schema.VersionReport;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, they decode to a record or are refused, in bounded time and memory. */
@Tag("fuzz")
class AvroFuzzTest {
  private static final int INPUTS = LongForm.of(2_000, 50_000);
  private static final int HEADER = 10;

  /** Inputs are a few KB; a record costs some multiple of its bytes. */
  private static final long MAX_BYTES = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      classes = {
        SensorFrame.class,
        FrameScore.class,
        OodAlert.class,
        EpisodeState.class,
        PooledFrame.class,
        LabelCandidate.class,
        LabeledFrame.class,
        ReferenceManifest.class,
        VersionReport.class,
        QueueEvent.class
      })
  <T extends SpecificRecord> void damagedMessagesDecodeOrAreRefused(Class<T> type)
      throws Exception {
    AvroCodec<T> codec = AvroCodec.of(type);
    List<byte[]> real = messages(SpecificData.get().getSchema(type));
    int taken =
        new Fuzz("avro " + type.getSimpleName(), 1, INPUTS, MAX_BYTES)
            .run(random -> damaged(random, real), bytes -> takes(codec, bytes));
    assertThat(taken).as("some survive their damage").isPositive();
  }

  /** Some of every shape that the schema allows. */
  private static List<byte[]> messages(Schema schema) throws IOException {
    BinaryMessageEncoder<Object> encoder = new BinaryMessageEncoder<>(GenericData.get(), schema);
    List<byte[]> messages = new ArrayList<>();
    for (Object datum : new RandomData(schema, 30, 7L, true)) {
      ByteBuffer encoded = encoder.encode(datum);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      messages.add(bytes);
    }
    return messages;
  }

  /** Mostly behind the header, without which it would be refused at once. */
  private static byte[] damaged(Random random, List<byte[]> real) {
    byte[] whole = real.get(random.nextInt(real.size()));
    byte[] bytes = Damage.of(random, List.of(whole));
    if (random.nextInt(20) > 0 && bytes.length >= HEADER) {
      System.arraycopy(whole, 0, bytes, 0, HEADER);
    }
    return bytes;
  }

  private static <T extends SpecificRecord> boolean takes(AvroCodec<T> codec, byte[] bytes) {
    try {
      // What was read can be written: no null where the schema has none.
      assertThat(codec.encode(codec.decode(bytes))).isNotEmpty();
      return true;
    } catch (WireException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return false;
    }
  }
}
