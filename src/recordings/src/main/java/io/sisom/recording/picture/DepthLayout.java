package io.sisom.recording.picture;

/**
 * Distances, which are no picture unless a mapping makes one.
 *
 * @param mapping of millimeters to gray
 * @param floats whether samples are meters in 32 bits, not millimeters in 16
 */
record DepthLayout(DepthMapping mapping, boolean floats) implements RawLayout {
  private static final int MILLIMETERS = 1000;

  @Override
  public long rowBytes(int width) {
    return (floats ? 4L : 2L) * width;
  }

  @Override
  public PackedPixels unpack(RawRows rows) {
    PackedPixels out = PackedPixels.blank(rows.width(), rows.height(), 1);
    int to = 0;
    for (int y = 0; y < rows.height(); y++) {
      int at = y * rows.step();
      for (int x = 0; x < rows.width(); x++) {
        double depth =
            floats
                ? rows.data().getFloat(at + 4 * x) * (double) MILLIMETERS
                : rows.data().getChar(at + 2 * x);
        out.bytes()[to++] = mapping.gray(depth);
      }
    }
    return out;
  }
}
