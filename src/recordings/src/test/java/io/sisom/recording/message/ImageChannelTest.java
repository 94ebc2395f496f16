package io.sisom.recording.message;

import static io.sisom.recording.message.Messages.channel;
import static io.sisom.recording.message.Messages.protobuf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import io.sisom.recording.MessageSchema;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which channels have images, and what is said of the others. */
class ImageChannelTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sensor_msgs/Image",
        "sensor_msgs/msg/Image",
        "sensor_msgs::msg::dds_::Image_",
        "sensor_msgs/CompressedImage",
        "sensor_msgs/msg/CompressedImage",
        "foxglove.RawImage",
        "foxglove_msgs/msg/RawImage",
        "foxglove_msgs/CompressedImage",
        "foxglove::CompressedVideo",
        "ffmpeg_image_transport_msgs/msg/FFMPEGPacket",
        "ffmpeg_image_transport_msgs/FFMPEGPacket"
      })
  void knowsImagesByEachSpellingOfTheirType(String type) {
    for (String encoding : new String[] {"cdr", "ros1", "json"}) {
      assertThat(ImageChannel.of(channel(type, encoding)))
          .isInstanceOf(ImageChannel.Readable.class);
    }
  }

  @Test
  void anotherTypeHasNoImages() {
    assertThat(ImageChannel.of(channel("sensor_msgs/msg/CameraInfo", "cdr")))
        .isEqualTo(
            new ImageChannel.NoImages(
                "messages of type \"sensor_msgs/msg/CameraInfo\" hold no images"));
    assertThat(ImageChannel.of(channel(MessageSchema.NONE, "json")))
        .isEqualTo(
            new ImageChannel.NoImages("the recording does not say what type its messages have"));
  }

  @Test
  void anEncodingNobodyKnowsIsUnreadable() {
    assertThat(ImageChannel.of(channel("sensor_msgs/msg/Image", "wrong_format")))
        .isEqualTo(
            new ImageChannel.Unreadable(
                "message encoding \"wrong_format\" is not known; known are cdr, ros1, protobuf,"
                    + " json and cbor"));
  }

  @Test
  void aProtobufSchemaThatCannotBeReadIsUnreadable() {
    assertUnreadable(new byte[] {1, 2, 3}, "it is no set of protobuf file descriptors");
    assertUnreadable(new byte[0], "it does not describe the type \"foxglove.CompressedImage\"");
    assertUnreadable(new byte[ProtobufSchema.MAX_BYTES + 1], "it has 1048577 bytes");
    assertThat(
            ImageChannel.of(
                channel(
                    new MessageSchema("foxglove.CompressedImage", "proto", ByteBuffer.allocate(0)),
                    "protobuf")))
        .isInstanceOfSatisfying(
            ImageChannel.Unreadable.class,
            it -> assertThat(it.reason()).contains("its encoding is \"proto\""));
  }

  @Test
  void aSetThatIsIncompleteElsewhereIsRead() {
    FileDescriptorSet set =
        Messages.foxglove(1, 4, 2, 3).toBuilder()
            .addFile(FileDescriptorProto.newBuilder().setName("a").addDependency("b"))
            .addFile(FileDescriptorProto.newBuilder().setName("b").addDependency("a"))
            .build();
    assertThat(
            ImageChannel.of(
                channel(protobuf("foxglove.CompressedImage", set.toByteArray()), "protobuf")))
        .isInstanceOf(ImageChannel.Readable.class);
  }

  @Test
  void anImageTypeWithoutDataIsUnreadable() {
    FileDescriptorSet set =
        FileDescriptorSet.newBuilder()
            .addFile(
                FileDescriptorProto.newBuilder()
                    .setName("a")
                    .setPackage("foxglove")
                    .addMessageType(DescriptorProto.newBuilder().setName("CompressedImage")))
            .build();
    assertUnreadable(set.toByteArray(), "has no field data of bytes");
  }

  private static void assertUnreadable(byte[] set, String reason) {
    assertThat(ImageChannel.of(channel(protobuf("foxglove.CompressedImage", set), "protobuf")))
        .isInstanceOfSatisfying(
            ImageChannel.Unreadable.class, it -> assertThat(it.reason()).contains(reason));
  }
}
