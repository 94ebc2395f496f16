package io.sisom.frame;

/** A frame's pixels, or why there are none. */
public sealed interface DecodedFrame {
  /**
   * The pixels in a model's input shape.
   *
   * @param planar unsigned bytes in planes (R, G, B), rows from the top; not copied, not to be
   *     changed
   */
  @SuppressWarnings("ArrayRecordComponent") // pixels are handed on, never compared
  record Pixels(byte[] planar) implements DecodedFrame {}

  /**
   * No pixels.
   *
   * @param fault the kind of fault
   * @param reason a sentence for people, with the figures
   */
  record Undecodable(Fault fault, String reason) implements DecodedFrame {}
}
