package io.sisom.frame;

/** The luma of a color picture (ITU-R 601-2, rounded as Pillow does). */
record LumaRows(PixelRows color) implements PixelRows {
  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int width() {
    return color.width();
  }

  @Override
  public int height() {
    return color.height();
  }

  @Override
  public void read(int row, int from, int count, int[] pixels) {
    color.read(row, from, count, pixels);
    for (int x = 0; x < count; x++) {
      pixels[x] = luma(pixels[x]) * 0x01010100;
    }
  }

  @Override
  public Planes planes() {
    byte[] plane = new byte[height() * width()];
    int[] row = new int[width()];
    for (int y = 0, at = 0; y < height(); y++) {
      color.read(y, 0, row.length, row);
      for (int x = 0; x < row.length; x++) {
        plane[at++] = (byte) luma(row[x]);
      }
    }
    return new Planes(1, height(), width(), plane);
  }

  private static int luma(int pixel) {
    int red = pixel >>> 24;
    int green = pixel >> 16 & 0xff;
    int blue = pixel >> 8 & 0xff;
    return 19595 * red + 38470 * green + 7471 * blue + 0x8000 >> 16;
  }

  @Override
  public void close() {
    color.close();
  }
}
