package io.sisom.evaluation.episode;

import io.sisom.method.FrameShape;

/**
 * The box of a frame's pixels that a splice changes, in the first of its frames.
 *
 * @param x left column
 * @param y top row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Mask(int x, int y, int width, int height) {
  /** Refuses an empty box. */
  public Mask {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a mask of " + width + "x" + height + " pixels");
    }
  }

  /** All of a frame. */
  public static Mask whole(FrameShape shape) {
    return new Mask(0, 0, shape.width(), shape.height());
  }
}
