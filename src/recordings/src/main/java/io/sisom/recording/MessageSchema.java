package io.sisom.recording;

import java.nio.ByteBuffer;

/**
 * How the messages of a channel are described, as the recording has it.
 *
 * @param type full name of the message's type, such as {@code sensor_msgs/msg/Image} or {@code
 *     foxglove.CompressedImage}; empty where the recording names none
 * @param encoding how {@code definition} is written: {@code ros1msg}, {@code ros2msg}, {@code
 *     ros2idl}, {@code protobuf}, {@code jsonschema} …; empty where there is none
 * @param definition the description itself, read-only; not copied
 */
public record MessageSchema(String type, String encoding, ByteBuffer definition) {
  /** Neither type nor description. */
  public static final MessageSchema NONE = new MessageSchema("", "", ByteBuffer.allocate(0));

  /** Keeps a read-only view. */
  public MessageSchema {
    definition = definition.asReadOnlyBuffer();
  }
}
