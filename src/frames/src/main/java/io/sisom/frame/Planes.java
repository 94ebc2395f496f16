package io.sisom.frame;

/**
 * Pixels in planes.
 *
 * @param channels number of planes
 * @param height rows
 * @param width columns
 * @param bytes unsigned samples, plane by plane, rows from the top; length channels*height*width
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed on, never compared
record Planes(int channels, int height, int width, byte[] bytes) {
  Planes {
    if (bytes.length != channels * height * width) {
      throw new IllegalArgumentException(
          channels + "x" + height + "x" + width + " planes cannot hold " + bytes.length + " bytes");
    }
  }

  /** From interleaved RGB. */
  static Planes ofInterleaved(int height, int width, byte[] rgb) {
    int size = height * width;
    byte[] planar = new byte[3 * size];
    for (int i = 0; i < size; i++) {
      planar[i] = rgb[3 * i];
      planar[size + i] = rgb[3 * i + 1];
      planar[2 * size + i] = rgb[3 * i + 2];
    }
    return new Planes(3, height, width, planar);
  }

  /** As one plane of luma (ITU-R 601-2, rounded as Pillow does) or as it is. */
  Planes withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    int size = height * width;
    byte[] luma = new byte[size];
    for (int i = 0; i < size; i++) {
      int red = bytes[i] & 0xff;
      int green = bytes[size + i] & 0xff;
      int blue = bytes[2 * size + i] & 0xff;
      luma[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
    }
    return new Planes(1, height, width, luma);
  }
}
