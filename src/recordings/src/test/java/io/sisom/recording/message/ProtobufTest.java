package io.sisom.recording.message;

import static io.sisom.recording.message.Messages.channel;
import static io.sisom.recording.message.Messages.decoder;
import static io.sisom.recording.message.Messages.field;
import static io.sisom.recording.message.Messages.foxglove;
import static io.sisom.recording.message.Messages.protobuf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Protobuf messages, read as their recording describes them; written by protobuf's own library. */
class ProtobufTest {
  private static final String TYPE = "foxglove.CompressedImage";
  private static final byte[] DATA = {1, 2, 3};
  private static final Timestamp TIME =
      Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(5).build();

  @Test
  void readsFieldsByTheirNamesHoweverTheyAreNumbered() throws Exception {
    for (int[] numbers : new int[][] {{1, 4, 2, 3}, {9, 1, 3, 2}, {1000, 20000, 3, 4}}) {
      FileDescriptorSet set = foxglove(numbers[0], numbers[1], numbers[2], numbers[3]);
      byte[] payload = message(set, TYPE).toByteArray();
      assertThat(decode(set, payload))
          .isEqualTo(
              new ImageMessage.Compressed(
                  OptionalLong.of(1_700_000_000_000_000_005L),
                  "camera",
                  "png",
                  ByteBuffer.wrap(DATA)));
    }
  }

  @Test
  void aDescriptionWithoutTimestampGivesNone() throws Exception {
    FileDescriptorSet set = foxglove(0, 1, 3, 2);
    assertThat(decode(set, message(set, TYPE).toByteArray()))
        .isInstanceOfSatisfying(
            ImageMessage.Compressed.class, it -> assertThat(it.stampNanos()).isEmpty());
  }

  @Test
  void unknownFieldsArePassedOver() throws Exception {
    FileDescriptorSet set = foxglove(1, 4, 2, 3);
    UnknownFieldSet more =
        UnknownFieldSet.newBuilder()
            .addField(
                100,
                UnknownFieldSet.Field.newBuilder()
                    .addVarint(1)
                    .addFixed32(2)
                    .addLengthDelimited(ByteString.copyFromUtf8("more"))
                    .build())
            .build();
    byte[] payload = message(set, TYPE).toBuilder().setUnknownFields(more).build().toByteArray();
    assertThat(Messages.bytes(decode(set, payload))).isEqualTo(DATA);
  }

  @Test
  void readsRawImagesAndRosHeaders() throws Exception {
    DescriptorProto header =
        DescriptorProto.newBuilder()
            .setName("Header")
            .addField(
                field("stamp", 2, Type.TYPE_MESSAGE).setTypeName(".google.protobuf.Timestamp"))
            .addField(field("frame_id", 3, Type.TYPE_STRING))
            .build();
    DescriptorProto image =
        DescriptorProto.newBuilder()
            .setName("Image")
            .addField(field("header", 1, Type.TYPE_MESSAGE).setTypeName(".sensor_msgs.Header"))
            .addField(field("height", 2, Type.TYPE_UINT32))
            .addField(field("width", 3, Type.TYPE_FIXED32))
            .addField(field("encoding", 4, Type.TYPE_STRING))
            .addField(field("is_bigendian", 5, Type.TYPE_BOOL))
            .addField(field("step", 6, Type.TYPE_SINT64))
            .addField(field("data", 7, Type.TYPE_BYTES))
            .build();
    FileDescriptorSet set =
        FileDescriptorSet.newBuilder()
            .addFile(
                FileDescriptorProto.newBuilder()
                    .setName("image.proto")
                    .setPackage("sensor_msgs")
                    .setSyntax("proto3")
                    .addDependency("google/protobuf/timestamp.proto")
                    .addMessageType(header)
                    .addMessageType(image))
            .build();
    Descriptor type = descriptor(set, "Image");
    FieldDescriptor headerField = type.findFieldByName("header");
    DynamicMessage inner =
        DynamicMessage.newBuilder(headerField.getMessageType())
            .setField(headerField.getMessageType().findFieldByName("stamp"), TIME)
            .setField(headerField.getMessageType().findFieldByName("frame_id"), "left")
            .build();
    byte[] payload =
        DynamicMessage.newBuilder(type)
            .setField(headerField, inner)
            .setField(type.findFieldByName("height"), 1)
            .setField(type.findFieldByName("width"), 3)
            .setField(type.findFieldByName("encoding"), "mono8")
            .setField(type.findFieldByName("is_bigendian"), true)
            .setField(type.findFieldByName("step"), 3L)
            .setField(type.findFieldByName("data"), ByteString.copyFrom(DATA))
            .build()
            .toByteArray();
    assertThat(
            decoder(channel(protobuf("sensor_msgs.Image", set.toByteArray()), "protobuf"))
                .decode(ByteBuffer.wrap(payload)))
        .isEqualTo(
            new ImageMessage.Raw(
                OptionalLong.of(1_700_000_000_000_000_005L),
                "left",
                "mono8",
                3,
                1,
                3,
                true,
                ByteBuffer.wrap(DATA)));
  }

  @Test
  void aMessageThatIsCutShortIsMalformed() throws Exception {
    FileDescriptorSet set = foxglove(1, 4, 2, 3);
    byte[] payload = message(set, TYPE).toByteArray();
    assertThat(decode(set, java.util.Arrays.copyOf(payload, payload.length - 1)))
        .isEqualTo(
            new ImageMessage.Malformed(
                "message of " + (payload.length - 1) + " bytes is no whole protobuf message"));
  }

  private static ImageMessage decode(FileDescriptorSet set, byte[] payload) {
    return decoder(channel(protobuf(TYPE, set.toByteArray()), "protobuf"))
        .decode(ByteBuffer.wrap(payload));
  }

  static DynamicMessage message(FileDescriptorSet set, String type) throws Exception {
    Descriptor descriptor = descriptor(set, type.substring(type.indexOf('.') + 1));
    DynamicMessage.Builder message =
        DynamicMessage.newBuilder(descriptor)
            .setField(descriptor.findFieldByName("frame_id"), "camera")
            .setField(descriptor.findFieldByName("format"), "png")
            .setField(descriptor.findFieldByName("data"), ByteString.copyFrom(DATA));
    FieldDescriptor stamp = descriptor.findFieldByName("timestamp");
    return stamp == null ? message.build() : message.setField(stamp, TIME).build();
  }

  private static Descriptor descriptor(FileDescriptorSet set, String name) throws Exception {
    FileDescriptor time = TimestampProto.getDescriptor().getFile();
    return FileDescriptor.buildFrom(set.getFile(0), new FileDescriptor[] {time})
        .findMessageTypeByName(name);
  }
}
