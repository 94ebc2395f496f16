package io.sisom.recording.message;

import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import java.util.Optional;
import java.util.function.Function;

/** Whether a channel has images, and what reads them. */
public sealed interface ImageChannel {
  /** Its messages are images. */
  record Readable(MessageDecoder decoder) implements ImageChannel {}

  /**
   * Its messages can be read and are no images.
   *
   * @param reason in words, for the user
   */
  record NoImages(String reason) implements ImageChannel {}

  /**
   * Nobody here can read its messages, or what describes them.
   *
   * @param reason in words, for the user
   */
  record Unreadable(String reason) implements ImageChannel {}

  /** What a channel is. Its schema may be damaged; the answer is a value all the same. */
  static ImageChannel of(Channel channel) {
    MessageSchema schema = channel.schema();
    Optional<ImageType> type = ImageType.named(schema.type());
    return switch (channel.encoding()) {
      case "cdr" -> byType(type, schema, it -> new RosDecoder(it, RosDecoder.Writing.CDR));
      case "ros1" -> byType(type, schema, it -> new RosDecoder(it, RosDecoder.Writing.ROS1));
      case "json" -> byType(type, schema, JsonDecoder::json);
      case "cbor" -> byType(type, schema, JsonDecoder::cbor);
      case "protobuf" -> protobuf(type, schema);
      default ->
          new Unreadable(
              "message encoding "
                  + Words.quote(channel.encoding())
                  + " is not known; known are cdr, ros1, protobuf, json and cbor");
    };
  }

  private static ImageChannel protobuf(Optional<ImageType> type, MessageSchema schema) {
    try {
      ProtobufPlan plan = ProtobufSchema.plan(schema);
      if (type.isPresent() && !plan.hasData()) {
        return new Unreadable(
            "the description of "
                + Words.quote(schema.type())
                + " has no field data of bytes, so there is no image in it");
      }
      return byType(type, schema, it -> new ProtobufDecoder(it, plan));
    } catch (MalformedMessageException e) {
      return new Unreadable(e.reason());
    }
  }

  private static ImageChannel byType(
      Optional<ImageType> type, MessageSchema schema, Function<ImageType, MessageDecoder> decoder) {
    return type.<ImageChannel>map(it -> new Readable(decoder.apply(it)))
        .orElseGet(
            () ->
                new NoImages(
                    schema.type().isEmpty()
                        ? "the recording does not say what type its messages have"
                        : "messages of type " + Words.quote(schema.type()) + " hold no images"));
  }
}
