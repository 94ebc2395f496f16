package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.ReadFrame.Read;
import io.sisom.frame.ReadFrame.Unreadable;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);
  private final FrameReader reader = new FrameReader(FrameLimits.defaults());

  @Test
  void readsWhatTheCodecWrote() {
    SensorFrame frame = frame("cam-1", "cam");
    assertThat(reader.read(codec.encode(frame))).isEqualTo(new Read(frame, false));
  }

  @Test
  void saysThatATombstoneIsNoFrame() {
    assertThat(reader.read(null))
        .isEqualTo(new Unreadable(FrameFault.MISSING, "the record has no value"));
  }

  @Test
  void refusesGarbageAndFramesCutShortAnywhere() {
    assertThat(fault(new byte[0]).fault()).isEqualTo(FrameFault.GARBAGE);
    assertThat(fault("{\"json\": true}".getBytes(java.nio.charset.StandardCharsets.UTF_8)).reason())
        .contains("does not start with C3 01");
    byte[] whole = codec.encode(frame("cam-1", "cam"));
    for (int length = 0; length < whole.length; length++) {
      assertThat(fault(Arrays.copyOf(whole, length)).fault()).isEqualTo(FrameFault.GARBAGE);
    }
    assertThat(fault(Arrays.copyOf(whole, whole.length + 1)).reason()).contains("bytes follow");
  }

  @Test
  void refusesRecordsBeyondTheLimitUnread() {
    FrameReader strict = new FrameReader(new FrameLimits(10, 100, Optional.empty()));
    assertThat(strict.read(new byte[100_000]).toString()).contains("fault=SIZE").contains("100000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\u0000"})
  void refusesUnusableIds(String id) {
    assertThat(fault(codec.encode(frame(id, "cam"))).fault()).isEqualTo(FrameFault.ID);
    assertThat(fault(codec.encode(frame("cam-1", id))).reason()).startsWith("sensorId");
  }

  @Test
  void takesIdsUpToTheirLongest() {
    assertThat(reader.read(codec.encode(frame("x".repeat(256), "cam")))).isInstanceOf(Read.class);
    assertThat(fault(codec.encode(frame("x".repeat(257), "cam"))).reason())
        .isEqualTo("frameId has 257 characters, more than 256");
  }

  private Unreadable fault(byte[] value) {
    ReadFrame read = reader.read(value);
    assertThat(read).isInstanceOf(Unreadable.class);
    return (Unreadable) read;
  }

  private static SensorFrame frame(String frameId, String sensorId) {
    return new SensorFrame(
        frameId,
        sensorId,
        Instant.EPOCH,
        "rgb8",
        1,
        1,
        ByteBuffer.wrap(new byte[3]),
        null,
        null,
        Map.of());
  }
}
