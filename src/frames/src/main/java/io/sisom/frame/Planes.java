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
record Planes(int channels, int height, int width, byte[] bytes) implements PixelRows {
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

  /** Of other pixels, in three planes. */
  static Planes of(PixelRows pixels) {
    int size = pixels.height() * pixels.width();
    byte[] planar = new byte[3 * size];
    int[] row = new int[pixels.width()];
    for (int y = 0; y < pixels.height(); y++) {
      pixels.read(y, 0, row.length, row);
      split(row, row.length, 3, planar, y * row.length, size);
    }
    return new Planes(3, pixels.height(), pixels.width(), planar);
  }

  /** Writes a row of pixels into planes, {@code size} bytes apart. */
  static void split(int[] row, int width, int planes, byte[] planar, int at, int size) {
    for (int x = 0; x < width; x++) {
      planar[at + x] = (byte) (row[x] >>> 24);
    }
    if (planes > 1) {
      for (int x = 0; x < width; x++) {
        planar[size + at + x] = (byte) (row[x] >> 16);
        planar[2 * size + at + x] = (byte) (row[x] >> 8);
      }
    }
  }

  @Override
  public void read(int row, int from, int count, int[] pixels) {
    int size = channels < 3 ? 0 : height * width;
    int at = row * width + from;
    for (int x = 0; x < count; x++, at++) {
      pixels[x] =
          bytes[at] << 24 | (bytes[size + at] & 0xff) << 16 | (bytes[2 * size + at] & 0xff) << 8;
    }
  }

  @Override
  public Planes planes() {
    return this;
  }
}
