package io.sisom.method;

/**
 * What a model takes: unsigned bytes in planes, top row first.
 *
 * @param channels 3 (R, G, B) or 1 (luma)
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record FrameShape(int channels, int height, int width) {
  private static final int MAX_SIDE = 8192;

  /** Refuses shapes no model here can have. */
  public FrameShape {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("a frame has 1 or 3 channels, not " + channels);
    }
    if (height < 1 || width < 1 || height > MAX_SIDE || width > MAX_SIDE) {
      throw new IllegalArgumentException(
          "a model's input is 1 to " + MAX_SIDE + " pixels a side, not " + width + "x" + height);
    }
  }

  /** Bytes of one frame. */
  public int bytes() {
    return Math.multiplyExact(channels, Math.multiplyExact(height, width));
  }
}
