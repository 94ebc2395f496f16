package io.sisom.frame;

/**
 * Source samples and weights of each output sample along one axis: the triangle filter of Pillow's
 * {@code ImagingResample}, in fixed point.
 */
final class ResizeAxis {
  /** Bits behind the point of a weight. */
  static final int PRECISION = 32 - 8 - 2;

  /**
   * Reduced samples for one of the output, from which on the filter is as good as it is between
   * them. Where there are fewer, one of them has the weight of all samples that it was made of.
   */
  private static final int MANY = 2;

  private final int[] first;
  private final int taps;
  private final int[] weights;

  private ResizeAxis(int[] first, int taps, int[] weights) {
    this.first = first;
    this.taps = taps;
    this.weights = weights;
  }

  /**
   * From {@code in} samples to {@code out}, of which the middle {@code kept} are computed.
   *
   * @param reduction how many neighbors a decoder has made one of already, about their average
   */
  static ResizeAxis of(int in, int reduction, long out, int kept) {
    double reduced = (double) in / reduction;
    if (reduced / out >= MANY) {
      return of((in + reduction - 1) / reduction, reduced / out, 1, out, kept);
    }
    return of(in, (double) in / out, reduction, out, kept);
  }

  private static ResizeAxis of(int in, double scale, int reduction, long out, int kept) {
    double support = Math.max(scale, 1);
    long offset = (long) Math.rint((out - kept) / 2.0);
    int[] from = new int[kept];
    int[] to = new int[kept];
    int taps = 0;
    for (int i = 0; i < kept; i++) {
      double center = (i + offset + 0.5) * scale;
      from[i] = Math.max(0, (int) (center - support + 0.5));
      to[i] = Math.min(in, (int) (center + support + 0.5));
      taps = Math.max(taps, (to[i] - 1) / reduction - from[i] / reduction + 1);
    }
    int last = (in + reduction - 1) / reduction - taps;
    int[] weights = new int[kept * taps];
    for (int i = 0; i < kept; i++) {
      double[] exact = triangle(from[i], to[i], (i + offset + 0.5) * scale, support, reduction);
      // As many for each, so that loops over them are simple: those that are not needed are 0.
      int first = Math.min(from[i] / reduction, last);
      int at = i * taps + from[i] / reduction - first;
      for (int k = 0; k < exact.length; k++) {
        weights[at + k] = (int) (0.5 + exact[k] * (1 << PRECISION));
      }
      from[i] = first;
    }
    return new ResizeAxis(from, taps, weights);
  }

  private static double[] triangle(int from, int to, double center, double support, int reduction) {
    double[] exact = new double[(to - 1) / reduction - from / reduction + 1];
    double total = 0;
    for (int i = from; i < to; i++) {
      double weight = Math.max(0, 1 - Math.abs((i - center + 0.5) / support));
      exact[i / reduction - from / reduction] += weight;
      total += weight;
    }
    for (int k = 0; k < exact.length; k++) {
      exact[k] /= total;
    }
    return exact;
  }

  /** Output samples. */
  int length() {
    return first.length;
  }

  /** Source samples of each output sample. */
  int taps() {
    return taps;
  }

  /** The first of them. */
  int first(int output) {
    return first[output];
  }

  /** Weights, {@link #taps} for each output sample; none is negative. Not to be changed. */
  int[] weights() {
    return weights;
  }

  /** The first source sample of all. */
  int start() {
    return first[0];
  }

  /** Behind the last source sample of all. */
  int end() {
    return first[first.length - 1] + taps;
  }
}
