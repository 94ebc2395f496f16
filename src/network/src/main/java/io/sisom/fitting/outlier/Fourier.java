package io.sisom.fitting.outlier;

/**
 * Discrete Fourier transform of any length, by splitting off prime factors (Cooley and Tukey, Math.
 * Comp. 1965); fast for lengths of small factors, as frames have. Kept here because the maintained
 * libraries take powers of two only.
 */
final class Fourier {
  private final int length;
  private final double[] cos;
  private final double[] sin;

  Fourier(int length) {
    this.length = length;
    this.cos = new double[length];
    this.sin = new double[length];
    for (int k = 0; k < length; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / length);
      sin[k] = -Math.sin(2 * Math.PI * k / length);
    }
  }

  /** Transforms {@code length} values from {@code offset} on, {@code stride} apart, in place. */
  void transform(double[] re, double[] im, int offset, int stride) {
    double[] outRe = new double[length];
    double[] outIm = new double[length];
    transform(re, im, offset, stride, length, outRe, outIm, 0);
    for (int k = 0; k < length; k++) {
      re[offset + k * stride] = outRe[k];
      im[offset + k * stride] = outIm[k];
    }
  }

  private void transform(
      double[] re,
      double[] im,
      int offset,
      int stride,
      int n,
      double[] outRe,
      double[] outIm,
      int at) {
    if (n == 1) {
      outRe[at] = re[offset];
      outIm[at] = im[offset];
      return;
    }
    int factor = leastFactor(n);
    int part = n / factor;
    for (int f = 0; f < factor; f++) {
      transform(re, im, offset + f * stride, stride * factor, part, outRe, outIm, at + f * part);
    }
    combine(n, factor, outRe, outIm, at);
  }

  /** X[k + m·part] = Σ_f W_n^(f·(k + m·part)) · F_f[k]. */
  private void combine(int n, int factor, double[] re, double[] im, int at) {
    int part = n / factor;
    int step = length / n;
    double[] partRe = new double[factor];
    double[] partIm = new double[factor];
    for (int k = 0; k < part; k++) {
      for (int f = 0; f < factor; f++) {
        partRe[f] = re[at + f * part + k];
        partIm[f] = im[at + f * part + k];
      }
      for (int m = 0; m < factor; m++) {
        int to = k + m * part;
        double sumRe = 0;
        double sumIm = 0;
        for (int f = 0; f < factor; f++) {
          int turn = (int) ((long) f * to % n) * step;
          sumRe += partRe[f] * cos[turn] - partIm[f] * sin[turn];
          sumIm += partRe[f] * sin[turn] + partIm[f] * cos[turn];
        }
        re[at + to] = sumRe;
        im[at + to] = sumIm;
      }
    }
  }

  private static int leastFactor(int n) {
    for (int f = 2; f * f <= n; f++) {
      if (n % f == 0) {
        return f;
      }
    }
    return n;
  }
}
