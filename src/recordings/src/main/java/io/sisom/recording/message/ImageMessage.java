package io.sisom.recording.message;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * What a message of an image channel holds. Nothing of it is checked against its pixels: an image
 * may claim more of them than it has.
 *
 * <p>Stamps are nanoseconds since the epoch, as the message has them, not checked for sense; empty
 * where it has none or one beyond a {@code long}. Data is read-only and lies in the payload it was
 * read from where that is possible, so it is valid as long as the payload is.
 */
public sealed interface ImageMessage {
  /**
   * Pixels as they are, such as {@code sensor_msgs/Image}.
   *
   * @param frameId the camera's coordinate frame; may be empty
   * @param encoding how a pixel is written, such as {@code bgr8}
   * @param width columns, 0 or more
   * @param height rows, 0 or more
   * @param step bytes from one row to the next, 0 or more
   * @param bigEndian whether samples of more than one byte have the higher one first
   * @param data the rows
   */
  record Raw(
      OptionalLong stampNanos,
      String frameId,
      String encoding,
      int width,
      int height,
      int step,
      boolean bigEndian,
      ByteBuffer data)
      implements ImageMessage {}

  /**
   * A picture in a file format, such as {@code sensor_msgs/CompressedImage}.
   *
   * @param frameId the camera's coordinate frame; may be empty
   * @param format what the sender calls the format; a hint at most
   * @param data the file
   */
  record Compressed(OptionalLong stampNanos, String frameId, String format, ByteBuffer data)
      implements ImageMessage {}

  /**
   * A piece of a video stream, of no use without those before it.
   *
   * @param frameId the camera's coordinate frame; may be empty
   * @param format what the sender calls the codec, such as {@code h264}
   * @param data one access unit
   */
  record VideoPacket(OptionalLong stampNanos, String frameId, String format, ByteBuffer data)
      implements ImageMessage {}

  /**
   * No image.
   *
   * @param reason what is wrong with the message, in words, for the user
   */
  record Malformed(String reason) implements ImageMessage {}
}
