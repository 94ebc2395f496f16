package io.sisom.recording.picture;

/**
 * A mosaic of one color a pixel. The missing two are the mean of the nearest neighbors that have
 * them, halves rounded up; the picture's outermost rows and columns are as those beside them.
 * OpenCV's plain (bilinear) demosaicing does the same. Samples of 16 bits are interpolated whole.
 *
 * @param redX column of red in the first two, 0 or 1
 * @param redY row of red in the first two, 0 or 1
 * @param sampleBytes 1 or 2
 */
record BayerLayout(int redX, int redY, int sampleBytes) implements RawLayout {
  private static final int SMALLEST = 3;

  @Override
  public long rowBytes(int width) {
    return (long) width * sampleBytes;
  }

  @Override
  public PackedPixels unpack(RawRows rows) throws RefusedImageException {
    int width = rows.width();
    int height = rows.height();
    if (width < SMALLEST || height < SMALLEST) {
      throw new RefusedImageException(
          "a Bayer mosaic has at least 3x3 pixels, this one %dx%d".formatted(width, height));
    }
    PackedPixels out = PackedPixels.blank(width, height, 3);
    int[] above = new int[width];
    int[] row = new int[width];
    int[] below = new int[width];
    rows.read(0, row, sampleBytes);
    rows.read(1, below, sampleBytes);
    for (int y = 1; y < height - 1; y++) {
      int[] spare = above;
      above = row;
      row = below;
      below = spare;
      rows.read(y + 1, below, sampleBytes);
      inner(above, row, below, y, out);
    }
    byte[] bytes = out.bytes();
    int stride = 3 * width;
    System.arraycopy(bytes, stride, bytes, 0, stride);
    System.arraycopy(bytes, stride * (height - 2), bytes, stride * (height - 1), stride);
    return out;
  }

  private void inner(int[] above, int[] row, int[] below, int y, PackedPixels out) {
    byte[] bytes = out.bytes();
    int width = row.length;
    int shift = 8 * (sampleBytes - 1);
    int start = 3 * width * y;
    boolean redRow = (y & 1) == redY;
    for (int x = 1; x < width - 1; x++) {
      boolean redColumn = (x & 1) == redX;
      int here = row[x];
      int red;
      int green;
      int blue;
      if (redRow == redColumn) {
        green = (row[x - 1] + row[x + 1] + above[x] + below[x] + 2) >> 2;
        int other = (above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1] + 2) >> 2;
        red = redRow ? here : other;
        blue = redRow ? other : here;
      } else {
        green = here;
        int beside = (row[x - 1] + row[x + 1] + 1) >> 1;
        int upright = (above[x] + below[x] + 1) >> 1;
        red = redRow ? beside : upright;
        blue = redRow ? upright : beside;
      }
      int at = start + 3 * x;
      bytes[at] = (byte) (red >> shift);
      bytes[at + 1] = (byte) (green >> shift);
      bytes[at + 2] = (byte) (blue >> shift);
    }
    System.arraycopy(bytes, start + 3, bytes, start, 3);
    System.arraycopy(bytes, start + 3 * (width - 2), bytes, start + 3 * (width - 1), 3);
  }
}
