package io.sisom.frame;

/**
 * Weighted sums of pixels, several neighbors at a time: the inner loop of {@link Resizer}. All
 * implementations give the same bits.
 */
interface PixelSums {
  /** Half of the last bit that is kept of a sum: it is rounded, not cut. */
  int HALF = 1 << (ResizeAxis.PRECISION - 1);

  /** Pixels at a time, at most 16. */
  int lanes();

  /**
   * Sums up {@code taps} times {@link #lanes} pixels, each time {@code step} behind the last.
   *
   * @param pixels words as of {@link PixelRows#read}
   * @param from where the first of them are
   * @param weights in fixed point, from {@code at} on
   * @param out takes the sums, each color rounded to 8 bits, at {@code to}
   */
  void sum(int[] pixels, int from, int step, int[] weights, int at, int taps, int[] out, int to);

  /** With the Vector API where its module is there, else in plain Java. */
  static PixelSums fastest() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return vectors && VectorPixelSums.width() >= 4 ? new VectorPixelSums() : new PlainPixelSums();
  }
}
