package io.sisom.recording.message;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.sisom.recording.MessageSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The message types that a recording describes for its protobuf messages, by their full names. The
 * descriptors are not linked to one another: nothing but an image's own fields is of use here, and
 * a set that is damaged elsewhere, or incomplete, does not matter.
 */
final class ProtobufSchema {
  /** Largest set of descriptors, bytes. */
  static final int MAX_BYTES = 1 << 20;

  private final Map<String, DescriptorProto> types = new HashMap<>();

  private ProtobufSchema(FileDescriptorSet set) {
    // Some writers leave out what every reader has.
    types.put("google.protobuf.Timestamp", Timestamp.getDescriptor().toProto());
    for (FileDescriptorProto file : set.getFileList()) {
      String prefix = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
      add(prefix, file.getMessageTypeList());
    }
  }

  private void add(String prefix, List<DescriptorProto> found) {
    for (DescriptorProto type : found) {
      types.put(prefix + type.getName(), type);
    }
  }

  /** A type by its name, which may begin with a dot. */
  Optional<DescriptorProto> type(String name) {
    return Optional.ofNullable(types.get(name.startsWith(".") ? name.substring(1) : name));
  }

  /** How the messages of a schema are read. */
  static ProtobufPlan plan(MessageSchema schema) throws MalformedMessageException {
    if (!schema.encoding().equals("protobuf")) {
      throw unreadable(
          "its encoding is "
              + Words.quote(schema.encoding())
              + ", where protobuf needs a set of file descriptors");
    }
    int length = schema.definition().remaining();
    if (length > MAX_BYTES) {
      throw unreadable("it has " + length + " bytes, more than " + MAX_BYTES);
    }
    try {
      ProtobufSchema described =
          new ProtobufSchema(FileDescriptorSet.parseFrom(schema.definition().duplicate()));
      DescriptorProto type =
          described
              .type(schema.type())
              .orElseThrow(
                  () -> unreadable("it does not describe the type " + Words.quote(schema.type())));
      return ProtobufPlan.of(type, described);
    } catch (InvalidProtocolBufferException e) {
      throw unreadable("it is no set of protobuf file descriptors");
    }
  }

  private static MalformedMessageException unreadable(String why) {
    return new MalformedMessageException("the schema cannot be read: " + why);
  }
}
