package io.sisom.recording.picture;

/**
 * A plane of luma, then one of U and V in turn.
 *
 * @param halved whether one color serves two columns and two rows (4:2:0), not one pixel (4:4:4)
 * @param vFirst whether V comes before U
 */
record PlanarYuvLayout(boolean halved, boolean vFirst) implements RawLayout {
  @Override
  public long rowBytes(int width) {
    return halved ? 2 * ((width + 1L) / 2) : width;
  }

  @Override
  public long bytes(int width, int height, long step) {
    long colors = halved ? step * ((height + 1L) / 2 - 1) : 2 * step * (height - 1L);
    return step * height + colors + (halved ? rowBytes(width) : 2L * width);
  }

  @Override
  public PackedPixels unpack(RawRows rows) {
    int width = rows.width();
    int height = rows.height();
    PackedPixels out = PackedPixels.blank(width, height, 3);
    byte[] lumas = new byte[width];
    byte[] colors = new byte[halved ? (int) rowBytes(width) : 2 * width];
    int first = vFirst ? 1 : 0;
    int to = 0;
    for (int y = 0; y < height; y++) {
      rows.read(y, lumas, width);
      rows.read(halved ? height + y / 2 : height + 2 * y, colors, colors.length);
      for (int x = 0; x < width; x++, to += 3) {
        int pair = halved ? x & ~1 : 2 * x;
        int u = colors[pair + first] & 0xff;
        int v = colors[pair + 1 - first] & 0xff;
        YuvRule.write(lumas[x] & 0xff, u, v, out.bytes(), to);
      }
    }
    return out;
  }
}
