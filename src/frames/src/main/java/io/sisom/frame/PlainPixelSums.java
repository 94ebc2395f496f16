package io.sisom.frame;

/**
 * In plain Java: red and blue are summed in the two halves of one long, which no weight times a
 * sample leaves.
 */
final class PlainPixelSums implements PixelSums {
  private static final int LANES = 8;
  private static final long TWO_HALVES = (long) HALF << 32 | HALF;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void sum(
      int[] pixels, int from, int step, int[] weights, int at, int taps, int[] out, int to) {
    for (int lane = 0; lane < LANES; lane++) {
      out[to + lane] = sum(pixels, from + lane, step, weights, at, taps);
    }
  }

  private static int sum(int[] pixels, int from, int step, int[] weights, int at, int taps) {
    long redAndBlue = TWO_HALVES;
    int green = HALF;
    int place = from;
    for (int i = at; i < at + taps; i++, place += step) {
      int pixel = pixels[place];
      redAndBlue += ((pixel & 0xff000000L) << 8 | pixel >>> 8 & 0xff) * weights[i];
      green += (pixel >>> 16 & 0xff) * weights[i];
    }
    int red = (int) (redAndBlue >>> 32);
    int blue = (int) redAndBlue;
    return clipped(red) << 24 | clipped(green) << 16 | clipped(blue) << 8;
  }

  private static int clipped(int sum) {
    return Math.min(255, sum >> ResizeAxis.PRECISION);
  }
}
