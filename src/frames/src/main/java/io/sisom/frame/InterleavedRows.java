package io.sisom.frame;

/**
 * Pixels one after the other.
 *
 * @param height rows
 * @param width columns
 * @param bytes red, green and blue of each pixel, rows from the top
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed on, never compared
record InterleavedRows(int height, int width, byte[] bytes) implements PixelRows {
  @Override
  public int channels() {
    return 3;
  }

  @Override
  public void read(int row, int from, int count, int[] pixels) {
    int at = 3 * (row * width + from);
    for (int x = 0; x < count; x++, at += 3) {
      pixels[x] = bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8;
    }
  }

  @Override
  public Planes planes() {
    return Planes.ofInterleaved(height, width, bytes);
  }
}
