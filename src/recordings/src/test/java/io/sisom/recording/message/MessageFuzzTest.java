package io.sisom.recording.message;

import static io.sisom.recording.message.Messages.channel;
import static io.sisom.recording.message.Messages.decoder;
import static io.sisom.recording.message.Messages.foxglove;
import static io.sisom.recording.message.Messages.protobuf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.picture.Conversion;
import io.sisom.recording.picture.DepthMapping;
import io.sisom.recording.picture.ImageConverter;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a message holds, it becomes a picture or a reason, in bounded time and memory. */
@Tag("fuzz")
class MessageFuzzTest {
  private static final int INPUTS = LongForm.of(2_000, 100_000);

  /** A payload of a few hundred bytes, a parser's buffers, a picture that is written as PNG. */
  private static final long MAX_BYTES = 1 << 20;

  private final ImageConverter converter =
      new ImageConverter(PictureChoices.defaults().withDepth(new DepthMapping(0, 10_000)));

  @Test
  void damagedCdrBecomesAPictureOrAReason() throws Exception {
    for (String type :
        List.of("sensor_msgs/msg/Image", "ffmpeg_image_transport_msgs/FFMPEGPacket")) {
      List<byte[]> messages = new ArrayList<>();
      for (String line : CdrTest.goldenMessages()) {
        if (line.contains(type.substring(type.lastIndexOf('/')) + " ")) {
          messages.add(HexFormat.of().parseHex(line.split(" ")[3]));
        }
      }
      fuzz("cdr", 1, decoder(channel(type, "cdr")), messages);
    }
  }

  @Test
  void damagedRos1BecomesAPictureOrAReason() throws Exception {
    List<byte[]> messages = new ArrayList<>();
    for (String encoding : List.of("bgr8", "bayer_rggb8", "yuv422", "nv12", "nv24", "16UC1")) {
      messages.add(Messages.ros1Image(encoding, 4, 4, 0, new byte[72]));
      messages.add(Messages.ros1Image(encoding, 5, 3, 12, new byte[100]));
    }
    fuzz("ros1", 2, decoder(channel("sensor_msgs/Image", "ros1")), messages);
  }

  @Test
  void damagedProtobufBecomesAPictureOrAReason() throws Exception {
    var set = foxglove(1, 4, 2, 3);
    byte[] message = ProtobufTest.message(set, "foxglove.CompressedImage").toByteArray();
    fuzz(
        "protobuf",
        3,
        decoder(channel(protobuf("foxglove.CompressedImage", set.toByteArray()), "protobuf")),
        List.of(message));
  }

  @Test
  void damagedJsonBecomesAPictureOrAReason() throws Exception {
    String json =
        "{\"timestamp\":{\"sec\":17,\"nsec\":5},\"header\":{\"frame_id\":\"a\"},\"width\":3,"
            + "\"height\":1,\"step\":3,\"encoding\":\"mono8\",\"data\":\"AQID\"}";
    fuzz(
        "json",
        4,
        decoder(channel("sensor_msgs/Image", "json")),
        List.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aDamagedDescriptionIsReadOrUnreadable() throws Exception {
    byte[] set = foxglove(1, 4, 2, 3).toByteArray();
    int taken =
        new Fuzz("protobuf descriptors", 5, INPUTS, MAX_BYTES)
            .run(
                random -> Damage.of(random, List.of(set)),
                it ->
                    ImageChannel.of(channel(protobuf("foxglove.CompressedImage", it), "protobuf"))
                        instanceof ImageChannel.Readable);
    assertThat(taken).as("some survive their damage").isPositive();
  }

  private void fuzz(String name, int seed, MessageDecoder decoder, List<byte[]> messages)
      throws Exception {
    int taken =
        new Fuzz("image message, " + name, seed, INPUTS, MAX_BYTES)
            .run(
                random -> Damage.of(random, messages),
                it -> {
                  ImageMessage message = decoder.decode(ByteBuffer.wrap(it));
                  if (converter.convert(message) instanceof Conversion.Refused refused) {
                    assertThat(refused.reason()).isNotBlank().hasSizeLessThan(1_000);
                  }
                  return !(message instanceof ImageMessage.Malformed);
                });
    assertThat(taken).as("some survive their damage").isPositive();
  }
}
