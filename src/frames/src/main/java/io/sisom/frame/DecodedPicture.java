package io.sisom.frame;

/**
 * A decoded picture, which the decoder may have reduced already.
 *
 * @param pixels of a reduced picture each side is the full one over {@code reduction}, rounded up
 * @param width columns of the full picture
 * @param height rows of the full picture
 * @param reduction 1 where the pixels are the full picture's, else 2, 4 or 8
 */
record DecodedPicture(PixelRows pixels, int width, int height, int reduction)
    implements AutoCloseable {
  /** At full size. */
  static DecodedPicture whole(PixelRows pixels) {
    return new DecodedPicture(pixels, pixels.width(), pixels.height(), 1);
  }

  /** In one plane of luma, or as it is. */
  DecodedPicture withChannels(int wanted) {
    return wanted == pixels.channels()
        ? this
        : new DecodedPicture(new LumaRows(pixels), width, height, reduction);
  }

  @Override
  public void close() {
    pixels.close();
  }
}
