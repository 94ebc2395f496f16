package io.sisom.recording.message;

import static io.sisom.recording.message.Messages.channel;
import static io.sisom.recording.message.Messages.decoder;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Messages of ROS 1. */
class Ros1Test {
  private static final OptionalLong STAMP = OptionalLong.of(1_700_000_000_123_456_789L);
  private static final byte[] DATA = {1, 2, 3, 4, 5, 6, 7};

  private final MessageDecoder image = decoder(channel("sensor_msgs/Image", "ros1"));
  private final MessageDecoder compressed = decoder(channel("sensor_msgs/CompressedImage", "ros1"));

  @Test
  void readsImages() {
    byte[] payload = Messages.ros1Image("bgr8", 2, 1, 7, DATA);
    assertThat(image.decode(ByteBuffer.wrap(payload)))
        .isEqualTo(
            new ImageMessage.Raw(STAMP, "camera", "bgr8", 2, 1, 7, false, ByteBuffer.wrap(DATA)));
  }

  @Test
  void keepsTheFormatAsItWasSaid() {
    byte[] payload = Messages.ros1Compressed("16UC1; png compressed ", DATA);
    assertThat(compressed.decode(ByteBuffer.wrap(payload)))
        .isEqualTo(
            new ImageMessage.Compressed(
                STAMP, "camera", "16UC1; png compressed ", ByteBuffer.wrap(DATA)));
  }

  @Test
  void imagesThatLieAboutTheirSizeAreReadAsTheyAre() {
    byte[] payload = Messages.ros1Image("rgb8", 640, 480, 1920, new byte[30]);
    assertThat(image.decode(ByteBuffer.wrap(payload)))
        .isInstanceOfSatisfying(
            ImageMessage.Raw.class, it -> assertThat(it.data().remaining()).isEqualTo(30));
  }

  @Test
  void aStreamThatIsSentAsPicturesIsVideo() {
    for (byte[] start : new byte[][] {{0, 0, 0, 1, 0x67, 1}, {0, 0, 1, 0x67, 1}}) {
      byte[] payload = Messages.ros1Compressed("h264", start);
      assertThat(compressed.decode(ByteBuffer.wrap(payload)))
          .isEqualTo(new ImageMessage.VideoPacket(STAMP, "camera", "h264", ByteBuffer.wrap(start)));
    }
  }

  @Test
  void dataThatIsLongerThanTheMessageIsMalformed() {
    byte[] payload = Messages.ros1Image("rgb8", 2, 1, 6, DATA);
    assertThat(image.decode(ByteBuffer.wrap(Arrays.copyOf(payload, payload.length - 1))))
        .isEqualTo(
            new ImageMessage.Malformed(
                "message is cut short: field data at byte 47 needs 7 bytes, 6 are left"));
  }

  @Test
  void sizesBeyondAnIntAreMalformed() {
    byte[] payload = Messages.ros1Image("rgb8", -1, 1, 6, DATA);
    assertThat(image.decode(ByteBuffer.wrap(payload)))
        .isEqualTo(new ImageMessage.Malformed("image of width 4294967295"));
  }

  @Test
  void textBeyondItsBoundIsMalformed() {
    byte[] payload = Messages.ros1Compressed("x".repeat(100), DATA);
    ByteBuffer.wrap(payload).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(22, 5_000);
    assertThat(compressed.decode(ByteBuffer.wrap(payload)))
        .isEqualTo(new ImageMessage.Malformed("field format has 5000 bytes, more than 4096"));
  }
}
