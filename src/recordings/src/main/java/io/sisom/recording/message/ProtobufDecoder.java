package io.sisom.recording.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads protobuf messages by the descriptor of their recording. It goes over the wire format itself
 * and keeps the fields of its plan only: a message object would hold a hostile message's unknown
 * fields many times over.
 */
final class ProtobufDecoder implements MessageDecoder {
  private final ImageType type;
  private final ProtobufPlan plan;

  ProtobufDecoder(ImageType type, ProtobufPlan plan) {
    this.type = type;
    this.plan = plan;
  }

  @Override
  public ImageMessage decode(ByteBuffer payload) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(payload.duplicate());
      // The payload stays as it is while its pieces are in use.
      in.enableAliasing(true);
      ImageFields fields = new ImageFields();
      message(in, plan, fields);
      return fields.as(type);
    } catch (IOException e) {
      return new ImageMessage.Malformed(
          "message of " + payload.remaining() + " bytes is no whole protobuf message");
    } catch (MalformedMessageException e) {
      return new ImageMessage.Malformed(e.reason());
    }
  }

  /** The next field that is planned, up to where the message ends; every other is passed over. */
  private static ProtobufPlan.@Nullable Field next(CodedInputStream in, ProtobufPlan plan)
      throws IOException, MalformedMessageException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      ProtobufPlan.Field field = plan.fields().get(WireFormat.getTagFieldNumber(tag));
      if (field != null && WireFormat.getTagWireType(tag) == field.type().getWireType()) {
        return field;
      }
      if (!in.skipField(tag)) {
        throw new MalformedMessageException("message ends a group that it did not begin");
      }
    }
    return null;
  }

  private static void message(CodedInputStream in, ProtobufPlan plan, ImageFields fields)
      throws IOException, MalformedMessageException {
    for (ProtobufPlan.Field it = next(in, plan); it != null; it = next(in, plan)) {
      String name = it.name();
      ProtobufPlan within = it.within();
      switch (it.type()) {
        case MESSAGE -> {
          int outer = in.pushLimit(in.readRawVarint32());
          if (within != null && name.equals("header")) {
            message(in, within, fields);
          } else if (within != null) {
            stamp(in, within, fields);
          }
          in.popLimit(outer);
        }
        case STRING -> fields.text(name, text(name, in.readByteBuffer()));
        case BYTES -> {
          ByteBuffer bytes = in.readByteBuffer();
          if (name.equals("data")) {
            fields.data(bytes);
          }
        }
        default -> fields.number(name, number(it.type(), in));
      }
    }
  }

  private static void stamp(CodedInputStream in, ProtobufPlan plan, ImageFields fields)
      throws IOException, MalformedMessageException {
    long seconds = 0;
    long nanos = 0;
    for (ProtobufPlan.Field it = next(in, plan); it != null; it = next(in, plan)) {
      long value = number(it.type(), in);
      String name = it.name();
      seconds = Stamps.SECONDS.contains(name) ? value : seconds;
      nanos = Stamps.NANOS.contains(name) ? value : nanos;
    }
    fields.stamp(seconds, nanos);
  }

  private static String text(String name, ByteBuffer bytes) throws MalformedMessageException {
    if (bytes.remaining() > ImageFields.MAX_TEXT) {
      throw ImageFields.tooLong(name, bytes.remaining());
    }
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static long number(WireFormat.FieldType type, CodedInputStream in)
      throws IOException, MalformedMessageException {
    return switch (type) {
      case INT64, UINT64 -> in.readInt64();
      case INT32 -> in.readInt32();
      case UINT32 -> in.readUInt32() & 0xffffffffL;
      case SINT32 -> in.readSInt32();
      case SINT64 -> in.readSInt64();
      case FIXED64, SFIXED64 -> in.readFixed64();
      case FIXED32 -> in.readFixed32() & 0xffffffffL;
      case SFIXED32 -> in.readSFixed32();
      case BOOL -> in.readBool() ? 1 : 0;
      case ENUM -> in.readEnum();
      default -> throw new MalformedMessageException("a field of a number is none: " + type);
    };
  }
}
