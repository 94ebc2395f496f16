package io.sisom.frame;

import java.util.function.Function;

/** A frame's pixels, or why there are none. */
public sealed interface DecodedFrame {
  /** One of two, by which it is. */
  <R> R either(
      Function<? super Pixels, ? extends R> pixels,
      Function<? super Undecodable, ? extends R> undecodable);

  /**
   * The pixels in a model's input shape.
   *
   * @param planar unsigned bytes in planes (R, G, B), rows from the top; not copied, not to be
   *     changed
   */
  @SuppressWarnings("ArrayRecordComponent") // pixels are handed on, never compared
  record Pixels(byte[] planar) implements DecodedFrame {
    @Override
    public <R> R either(
        Function<? super Pixels, ? extends R> pixels,
        Function<? super Undecodable, ? extends R> undecodable) {
      return pixels.apply(this);
    }
  }

  /**
   * No pixels.
   *
   * @param fault the kind of fault
   * @param reason a sentence for people, with the figures
   */
  record Undecodable(FrameFault fault, String reason) implements DecodedFrame {
    @Override
    public <R> R either(
        Function<? super Pixels, ? extends R> pixels,
        Function<? super Undecodable, ? extends R> undecodable) {
      return undecodable.apply(this);
    }
  }
}
