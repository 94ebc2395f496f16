package io.sisom.recording.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CDR as Foxglove's own writer makes it, in each of its representations: {@code npm install
 * @foxglove/cdr@3.5.0 && node cdr.cjs > cdr.txt}, of which both lie beside this test's resources.
 */
class CdrTest {
  private static final OptionalLong STAMP = OptionalLong.of(1_700_000_000_123_456_789L);

  static List<String> goldenMessages() throws IOException {
    try (InputStream in = CdrTest.class.getResourceAsStream("cdr.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("goldenMessages")
  void readsEveryRepresentationOfEveryType(String line) {
    String[] parts = line.split(" ");
    byte[] payload = HexFormat.of().parseHex(parts[3]);
    holds(parts[2], decode(parts[2], payload));
    // A payload may lie anywhere, and be followed by padding.
    ByteBuffer within = ByteBuffer.allocate(payload.length + 16);
    within.position(5).put(payload).flip().position(5);
    holds(parts[2], Messages.decoder(Messages.channel(parts[2], "cdr")).decode(within));
    holds(parts[2], decode(parts[2], Arrays.copyOf(payload, payload.length + 3)));
  }

  @ParameterizedTest
  @MethodSource("goldenMessages")
  void aMessageThatEndsEarlySaysWhere(String line) {
    String[] parts = line.split(" ");
    byte[] payload = HexFormat.of().parseHex(parts[3]);
    for (int length = 0; length < payload.length; length++) {
      assertThat(decode(parts[2], Arrays.copyOf(payload, length)))
          .isInstanceOfSatisfying(
              ImageMessage.Malformed.class, it -> assertThat(it.reason()).contains("bytes"));
    }
  }

  @Test
  void aRepresentationThatIsNotReadIsNamed() {
    assertThat(decode("sensor_msgs/msg/Image", new byte[] {0, 3, 0, 0, 1, 2, 3, 4}))
        .isEqualTo(
            new ImageMessage.Malformed(
                "message is written as a CDR parameter list (kind 0x0003), which is not read"));
    assertThat(decode("sensor_msgs/msg/Image", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}))
        .isEqualTo(
            new ImageMessage.Malformed(
                "message begins with 0x28b5, which is no CDR representation"));
  }

  private static ImageMessage decode(String type, byte[] payload) {
    return Messages.decoder(Messages.channel(type, "cdr")).decode(ByteBuffer.wrap(payload));
  }

  private static void holds(String type, ImageMessage message) {
    byte[] data = new byte[18];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (7 * i + 1);
    }
    ByteBuffer bytes = ByteBuffer.wrap(data);
    ImageMessage expected =
        switch (type) {
          case "sensor_msgs/msg/Image" ->
              new ImageMessage.Raw(STAMP, "camera", "rgb8", 3, 2, 9, true, bytes);
          case "foxglove_msgs/msg/RawImage" ->
              new ImageMessage.Raw(STAMP, "camera", "rgb8", 3, 2, 9, false, bytes);
          case "sensor_msgs/msg/CompressedImage" ->
              new ImageMessage.Compressed(STAMP, "camera", "jpeg", bytes);
          case "foxglove_msgs/msg/CompressedVideo" ->
              new ImageMessage.VideoPacket(STAMP, "camera", "h264", bytes);
          default -> new ImageMessage.VideoPacket(STAMP, "camera", "h264_vaapi", bytes);
        };
    assertThat(message).isEqualTo(expected);
  }
}
