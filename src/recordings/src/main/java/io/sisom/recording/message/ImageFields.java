package io.sisom.recording.message;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** An image message's fields, gathered in whatever order they come. For one message. */
final class ImageFields {
  /** Longest text of a field, bytes. */
  static final int MAX_TEXT = 4096;

  private static final long NANOS = 1_000_000_000L;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private OptionalLong stamp = OptionalLong.empty();
  private String frameId = "";
  private String encoding = "";
  private String format = "";
  private long width;
  private long height;
  private long step;
  private boolean bigEndian;
  private ByteBuffer data = NOTHING;

  void stamp(long seconds, long nanos) {
    try {
      stamp = OptionalLong.of(Math.addExact(Math.multiplyExact(seconds, NANOS), nanos));
    } catch (ArithmeticException e) {
      stamp = OptionalLong.empty();
    }
  }

  /** A field of text; one that images do not have is passed over. */
  void text(String name, String value) {
    switch (name) {
      case "frame_id" -> frameId = value;
      case "encoding" -> encoding = value;
      case "format" -> format = value;
      default -> {}
    }
  }

  /** A number or truth value; one that images do not have is passed over. */
  void number(String name, long value) {
    switch (name) {
      case "width" -> width = value;
      case "height" -> height = value;
      case "step" -> step = value;
      case "is_bigendian" -> bigEndian = value != 0;
      default -> {}
    }
  }

  void data(ByteBuffer bytes) {
    data = bytes.asReadOnlyBuffer();
  }

  /** The message. Streams of H.264 and H.265 are known by their start code, whatever their type. */
  ImageMessage as(ImageType type) throws MalformedMessageException {
    return switch (type) {
      case IMAGE, FOXGLOVE_RAW ->
          new ImageMessage.Raw(
              stamp,
              frameId,
              encoding,
              side("width", width),
              side("height", height),
              side("step", step),
              bigEndian,
              data);
      case FOXGLOVE_VIDEO -> new ImageMessage.VideoPacket(stamp, frameId, format, data);
      case FFMPEG_PACKET -> new ImageMessage.VideoPacket(stamp, frameId, encoding, data);
      case COMPRESSED_IMAGE, FOXGLOVE_COMPRESSED ->
          startsAccessUnit()
              ? new ImageMessage.VideoPacket(stamp, frameId, format, data)
              : new ImageMessage.Compressed(stamp, frameId, format, data);
    };
  }

  static MalformedMessageException tooLong(String field, long bytes) {
    return new MalformedMessageException(
        "field %s has %d bytes, more than %d".formatted(field, bytes, MAX_TEXT));
  }

  private static int side(String name, long value) throws MalformedMessageException {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new MalformedMessageException("image of " + name + " " + value);
    }
    return (int) value;
  }

  private boolean startsAccessUnit() {
    if (data.remaining() < 4 || data.get(0) != 0 || data.get(1) != 0) {
      return false;
    }
    return data.get(2) == 1 || data.get(2) == 0 && data.get(3) == 1;
  }
}
