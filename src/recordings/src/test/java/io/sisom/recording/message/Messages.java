package io.sisom.recording.message;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Messages and their descriptions for tests. */
final class Messages {
  private Messages() {}

  static Channel channel(String type, String encoding) {
    return channel(new MessageSchema(type, "", ByteBuffer.allocate(0)), encoding);
  }

  static Channel channel(MessageSchema schema, String encoding) {
    return new Channel(1, "/camera", schema, encoding, Map.of());
  }

  static MessageDecoder decoder(Channel channel) {
    ImageChannel found = ImageChannel.of(channel);
    if (found instanceof ImageChannel.Readable readable) {
      return readable.decoder();
    }
    throw new AssertionError("no images: " + found);
  }

  /** {@code sensor_msgs/Image} of ROS 1. */
  static byte[] ros1Image(String encoding, int width, int height, int step, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(200 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(77).putInt(1_700_000_000).putInt(123_456_789);
    text(out, "camera");
    out.putInt(height).putInt(width);
    text(out, encoding);
    out.put((byte) 0).putInt(step).putInt(data.length).put(data);
    return bytes(out);
  }

  /** {@code sensor_msgs/CompressedImage} of ROS 1. */
  static byte[] ros1Compressed(String format, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(200 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(77).putInt(1_700_000_000).putInt(123_456_789);
    text(out, "camera");
    text(out, format);
    out.putInt(data.length).put(data);
    return bytes(out);
  }

  private static void text(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putInt(bytes.length).put(bytes);
  }

  private static byte[] bytes(ByteBuffer out) {
    byte[] bytes = new byte[out.flip().remaining()];
    out.get(bytes);
    return bytes;
  }

  /** {@code foxglove.CompressedImage} as Foxglove numbers it, its timestamp type left out. */
  static FileDescriptorSet foxglove(int stamp, int frame, int data, int format) {
    DescriptorProto.Builder type = DescriptorProto.newBuilder().setName("CompressedImage");
    if (stamp > 0) {
      type.addField(
          field("timestamp", stamp, Type.TYPE_MESSAGE).setTypeName(".google.protobuf.Timestamp"));
    }
    type.addField(field("frame_id", frame, Type.TYPE_STRING));
    type.addField(field("data", data, Type.TYPE_BYTES));
    type.addField(field("format", format, Type.TYPE_STRING));
    return FileDescriptorSet.newBuilder()
        .addFile(
            FileDescriptorProto.newBuilder()
                .setName("foxglove/CompressedImage.proto")
                .setPackage("foxglove")
                .setSyntax("proto3")
                .addDependency("google/protobuf/timestamp.proto")
                .addMessageType(type))
        .build();
  }

  static FieldDescriptorProto.Builder field(String name, int number, Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(Label.LABEL_OPTIONAL);
  }

  static MessageSchema protobuf(String type, byte[] set) {
    return new MessageSchema(type, "protobuf", ByteBuffer.wrap(set));
  }

  static byte[] bytes(ImageMessage message) {
    ByteBuffer data;
    if (message instanceof ImageMessage.Raw raw) {
      data = raw.data();
    } else if (message instanceof ImageMessage.Compressed compressed) {
      data = compressed.data();
    } else if (message instanceof ImageMessage.VideoPacket packet) {
      data = packet.data();
    } else {
      throw new AssertionError("no image: " + message);
    }
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return bytes;
  }
}
