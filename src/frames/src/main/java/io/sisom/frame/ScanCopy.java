package io.sisom.frame;

/** Copies the entropy-coded data of one scan, no byte more than its units need. */
final class ScanCopy {
  private static final int RESTART = 0xD0;

  private final byte[] jpeg;
  private final JpegWriter out;

  ScanCopy(byte[] jpeg, JpegWriter out) {
    this.jpeg = jpeg;
    this.out = out;
  }

  /**
   * Walks over the units from {@code start} on.
   *
   * @param interval units between restart markers, 0: none
   * @return where the data ends
   * @throws FrameFaultException where there are fewer units, or something is no code
   */
  int copy(int start, UnitWalk walk, int units, int interval) throws FrameFaultException {
    EntropyBits bits = new EntropyBits(jpeg, start);
    int from = start;
    for (int unit = 0; unit < units; unit++) {
      if (interval > 0 && unit > 0 && unit % interval == 0) {
        int end = bits.end();
        out.write(jpeg, from, end - from);
        int marker = RESTART + (unit / interval - 1) % 8;
        from = behind(marker, end, unit, units);
        out.marker(marker);
        bits.startAt(from);
        walk.restart();
      }
      walk.over(unit, bits);
      if (bits.overdrawn()) {
        throw JpegFaults.cut(
            jpeg.length, "a scan's data ends in unit %d of %d".formatted(unit + 1, units));
      }
    }
    if (bits.damaged()) {
      throw JpegFaults.damaged("a scan holds what is no Huffman code of its table");
    }
    int end = bits.end();
    out.write(jpeg, from, end - from);
    return end;
  }

  private int behind(int marker, int end, int unit, int units) throws FrameFaultException {
    JpegMarkers markers = new JpegMarkers(jpeg);
    markers.position(end);
    int found = markers.next();
    if (found != marker) {
      throw JpegFaults.cut(
          jpeg.length, "behind unit %d of %d a restart marker is missing".formatted(unit, units));
    }
    return markers.position();
  }
}
