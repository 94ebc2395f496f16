package io.sisom.recording.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads messages as ROS 1 writes them, and ROS 2 in CDR. */
final class RosDecoder implements MessageDecoder {
  private static final RosLayout ROS1 = new RosLayout(true, false);
  private static final RosLayout ROS2 = new RosLayout(false, false);
  private static final RosLayout ROS2_NESTED = new RosLayout(false, true);

  /** How a message is written. */
  enum Writing {
    ROS1,
    CDR
  }

  private final ImageType type;
  private final Writing writing;

  RosDecoder(ImageType type, Writing writing) {
    this.type = type;
    this.writing = writing;
  }

  @Override
  public ImageMessage decode(ByteBuffer payload) {
    try {
      return switch (writing) {
        case ROS1 -> ROS1.read(type, new FieldCursor(payload, ByteOrder.LITTLE_ENDIAN, 1));
        case CDR -> cdr(CdrPayload.of(payload));
      };
    } catch (MalformedMessageException e) {
      return new ImageMessage.Malformed(e.reason());
    }
  }

  /**
   * Bytes after the last field are padding. Of a delimited message the length is known, and nothing
   * says whether the structures within it are delimited too, so the reading that ends where the
   * message does is the right one.
   */
  private ImageMessage cdr(CdrPayload payload) throws MalformedMessageException {
    if (payload.delimited()) {
      FieldCursor nested = payload.cursor();
      try {
        ImageMessage message = ROS2_NESTED.read(type, nested);
        if (nested.atEnd()) {
          return message;
        }
      } catch (MalformedMessageException e) {
        // Then it is the other reading that says what is wrong.
      }
    }
    return ROS2.read(type, payload.cursor());
  }
}
