package io.sisom.frame;

import java.util.List;

/**
 * A JPEG's scan header (ITU-T T.81, B.2.3).
 *
 * @param parts the components that the scan holds
 * @param band what it holds of them
 */
record JpegScan(List<Part> parts, Band band) {
  /**
   * A component of the scan.
   *
   * @param index its place in the frame header
   * @param dc number of its DC table
   * @param ac number of its AC table
   */
  record Part(int index, int dc, int ac) {}

  /**
   * Which coefficients, in zigzag order, and which of their bits.
   *
   * @param start the first
   * @param end the last
   * @param high 0 in a coefficient's first scan, else the bit that was sent last
   * @param low the lowest bit that is sent
   */
  record Band(int start, int end, int high, int low) {
    /** All of a sequential picture's. */
    static final Band WHOLE = new Band(0, 63, 0, 0);

    boolean isDc() {
      return start == 0;
    }

    boolean needsTable() {
      return !isDc() || high == 0;
    }
  }

  /** Whether units are made of several components' blocks. */
  boolean isInterleaved() {
    return parts.size() > 1;
  }

  void writeTo(JpegWriter out) {
    out.segment(0xDA, 4 + 2 * parts.size());
    out.write(parts.size());
    for (Part part : parts) {
      out.write(part.index() + 1);
      out.write(part.dc() << 4 | part.ac());
    }
    out.write(band.start());
    out.write(band.end());
    out.write(band.high() << 4 | band.low());
  }
}
