package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class AvroCodecTest {
  private static final long HOSTILE_LENGTH = Integer.MAX_VALUE - 8L;

  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);

  @Test
  void readsBackWhatItWrote() throws Exception {
    SensorFrame frame =
        new SensorFrame(
            "a-1",
            "a",
            Instant.EPOCH,
            "rgb8",
            1,
            1,
            ByteBuffer.wrap(new byte[] {1, 2, 3}),
            null,
            null,
            Map.of());
    assertThat(codec.decode(codec.encode(frame))).isEqualTo(frame);
  }

  @Test
  void writesWhatAvrosOwnDecoderReads() throws Exception {
    SensorFrame frame =
        new SensorFrame("a-1", "a", Instant.EPOCH, "jpeg", 0, 0, null, "file:/x", null, Map.of());
    BinaryMessageDecoder<SensorFrame> avros =
        new BinaryMessageDecoder<>(
            SpecificData.getForClass(SensorFrame.class), SensorFrame.getClassSchema());
    assertThat(avros.decode(codec.encode(frame))).isEqualTo(frame);
  }

  @Test
  void allocatesNothingForClaimedBytes() throws Exception {
    byte[] message =
        message(
            SensorFrame.getClassSchema(),
            body -> {
              body.writeString("a-1");
              body.writeString("a");
              body.writeLong(0);
              body.writeString("jpeg");
              body.writeInt(0);
              body.writeInt(0);
              body.writeIndex(1);
              body.writeLong(HOSTILE_LENGTH);
            });
    assertRefusedCheaply(codec, message);
  }

  @Test
  void allocatesNothingForClaimedText() throws Exception {
    byte[] message = message(SensorFrame.getClassSchema(), body -> body.writeLong(HOSTILE_LENGTH));
    assertRefusedCheaply(codec, message);
  }

  @Test
  void allocatesNothingForClaimedItems() throws Exception {
    byte[] message =
        message(
            ReferenceManifest.getClassSchema(),
            body -> {
              body.writeLong(1);
              body.writeLong(0);
              body.writeString("m");
              body.writeLong(HOSTILE_LENGTH);
            });
    assertRefusedCheaply(AvroCodec.of(ReferenceManifest.class), message);
  }

  @Test
  void namesTheSchemaItDoesNotKnow() throws Exception {
    byte[] foreign = message(ReferenceManifest.getClassSchema(), body -> body.writeLong(1));
    assertThatThrownBy(() -> codec.decode(foreign))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith("not a SensorFrame in Avro single-object encoding: written with");
  }

  private static void assertRefusedCheaply(AvroCodec<?> codec, byte[] message) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> codec.decode(message)).isInstanceOf(WireException.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
  }

  private interface Body {
    void write(BinaryEncoder encoder) throws IOException;
  }

  private static byte[] message(Schema schema, Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xC3);
    out.write(0x01);
    out.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(schema))
            .array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    body.write(encoder);
    encoder.flush();
    out.write(new byte[8]);
    return out.toByteArray();
  }
}
