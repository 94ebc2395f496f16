package io.sisom.recording.message;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.WireFormat.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a message are read, found by their names: recordings number them differently.
 *
 * @param fields by number
 */
record ProtobufPlan(Map<Integer, Field> fields) {
  /** What is looked for in a message: names of its numbers, texts and structures. */
  private enum Level {
    STAMP(
        Set.of("sec", "secs", "seconds", "nsec", "nsecs", "nanosec", "nanos"), Set.of(), Map.of()),
    HEADER(Set.of(), Set.of("frame_id"), Map.of("stamp", STAMP, "timestamp", STAMP)),
    IMAGE(
        Set.of("width", "height", "step", "is_bigendian"),
        Set.of("frame_id", "encoding", "format"),
        Map.of("header", HEADER, "timestamp", STAMP));

    private final Set<String> numbers;
    private final Set<String> texts;
    private final Map<String, Level> structures;

    Level(Set<String> numbers, Set<String> texts, Map<String, Level> structures) {
      this.numbers = numbers;
      this.texts = texts;
      this.structures = structures;
    }

    private boolean reads(String name, Type type) {
      return switch (type) {
        case TYPE_STRING -> texts.contains(name);
        case TYPE_BYTES -> this == IMAGE && name.equals("data");
        case TYPE_DOUBLE, TYPE_FLOAT, TYPE_GROUP, TYPE_MESSAGE -> false;
        default -> numbers.contains(name);
      };
    }
  }

  /**
   * A field to read.
   *
   * @param within the fields of a structure; null where it is none
   */
  record Field(String name, FieldType type, @Nullable ProtobufPlan within) {}

  static ProtobufPlan of(DescriptorProto message, ProtobufSchema schema) {
    return of(message, schema, Level.IMAGE);
  }

  private static ProtobufPlan of(DescriptorProto message, ProtobufSchema schema, Level level) {
    Map<Integer, Field> fields = new HashMap<>();
    for (FieldDescriptorProto field : message.getFieldList()) {
      String name = field.getName();
      Type type = field.getType();
      if (field.getLabel() == Label.LABEL_REPEATED) {
        continue;
      }
      Level inner = level.structures.get(name);
      if (level.reads(name, type)) {
        fields.put(field.getNumber(), new Field(name, wire(type), null));
      } else if (type == Type.TYPE_MESSAGE && inner != null) {
        schema
            .type(field.getTypeName())
            .map(it -> new Field(name, FieldType.MESSAGE, of(it, schema, inner)))
            .ifPresent(it -> fields.put(field.getNumber(), it));
      }
    }
    return new ProtobufPlan(Map.copyOf(fields));
  }

  /** The names differ by a prefix only. */
  private static FieldType wire(Type type) {
    return FieldType.valueOf(type.name().substring("TYPE_".length()));
  }

  /** Whether the image's bytes are among them. */
  boolean hasData() {
    return fields.values().stream().anyMatch(it -> it.type() == FieldType.BYTES);
  }
}
