package io.sisom.recording.picture;

/**
 * Two pixels in four bytes, with one color for both (4:2:2).
 *
 * @param luma where the first pixel's luma lies; the second's lies two bytes on
 * @param u where U lies; V lies two bytes on
 */
record PackedYuvLayout(int luma, int u) implements RawLayout {
  /** U Y V Y, in ROS yuv422. */
  static final PackedYuvLayout UYVY = new PackedYuvLayout(1, 0);

  /** Y U Y V, in ROS yuv422_yuy2. */
  static final PackedYuvLayout YUYV = new PackedYuvLayout(0, 1);

  @Override
  public long rowBytes(int width) {
    return 4 * ((width + 1L) / 2);
  }

  @Override
  public PackedPixels unpack(RawRows rows) {
    int width = rows.width();
    PackedPixels out = PackedPixels.blank(width, rows.height(), 3);
    byte[] row = new byte[(int) rowBytes(width)];
    int to = 0;
    for (int y = 0; y < rows.height(); y++) {
      rows.read(y, row, row.length);
      for (int x = 0; x < width; x++, to += 3) {
        int pair = 4 * (x / 2);
        YuvRule.write(
            row[2 * x + luma] & 0xff,
            row[pair + u] & 0xff,
            row[pair + u + 2] & 0xff,
            out.bytes(),
            to);
      }
    }
    return out;
  }
}
