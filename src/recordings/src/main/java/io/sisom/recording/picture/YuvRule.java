package io.sisom.recording.picture;

/**
 * From luma and two color differences to red, green and blue: ITU-R BT.601 with limited range (luma
 * 16 to 235), as cameras send it, in OpenCV's fixed point of 20 bits.
 */
final class YuvRule {
  private static final int SHIFT = 20;
  private static final int HALF = 1 << (SHIFT - 1);
  private static final int LUMA = 1_220_542;
  private static final int U_BLUE = 2_116_026;
  private static final int U_GREEN = -409_993;
  private static final int V_GREEN = -852_492;
  private static final int V_RED = 1_673_527;

  private YuvRule() {}

  /** Writes three bytes at a place. All samples are 0 to 255. */
  static void write(int luma, int u, int v, byte[] rgb, int at) {
    int base = Math.max(0, luma - 16) * LUMA + HALF;
    int blueness = u - 128;
    int redness = v - 128;
    rgb[at] = clip(base + V_RED * redness);
    rgb[at + 1] = clip(base + V_GREEN * redness + U_GREEN * blueness);
    rgb[at + 2] = clip(base + U_BLUE * blueness);
  }

  private static byte clip(int scaled) {
    return (byte) Math.max(0, Math.min(255, scaled >> SHIFT));
  }
}
