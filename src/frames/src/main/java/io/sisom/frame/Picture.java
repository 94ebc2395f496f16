package io.sisom.frame;

/**
 * A decoded picture, which the decoder may have reduced already.
 *
 * @param planes the pixels; of a reduced picture each side is the full one over {@code reduction},
 *     rounded up
 * @param width columns of the full picture
 * @param height rows of the full picture
 * @param reduction 1 where the pixels are the full picture's, else 2, 4 or 8
 */
record Picture(Planes planes, int width, int height, int reduction) {
  /** At full size. */
  static Picture whole(Planes planes) {
    return new Picture(planes, planes.width(), planes.height(), 1);
  }

  /** In one plane of luma, or as it is. */
  Picture withChannels(int wanted) {
    return new Picture(planes.withChannels(wanted), width, height, reduction);
  }
}
