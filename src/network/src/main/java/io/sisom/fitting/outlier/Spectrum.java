package io.sisom.fitting.outlier;

/** A plane and its two-dimensional discrete Fourier transform, of any size. */
final class Spectrum {
  private final int height;
  private final int width;
  private double[] re;
  private double[] im;

  Spectrum(int height, int width) {
    this.height = height;
    this.width = width;
    this.re = new double[height * width];
    this.im = new double[height * width];
  }

  /** A real value of a position. */
  @FunctionalInterface
  interface Value {
    double at(int y, int x);
  }

  void fill(Value value) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        re[y * width + x] = value.at(y, x);
        im[y * width + x] = 0;
      }
    }
  }

  /** Real parts, row-major. */
  double[] real() {
    return re;
  }

  void transform() {
    Fourier rows = new Fourier(width);
    Fourier columns = new Fourier(height);
    for (int y = 0; y < height; y++) {
      rows.transform(re, im, y * width, 1);
    }
    for (int x = 0; x < width; x++) {
      columns.transform(re, im, x, width);
    }
  }

  /** The inverse is the transform with real and imaginary parts exchanged, over the size. */
  void transformBack() {
    exchange();
    transform();
    exchange();
    for (int i = 0; i < re.length; i++) {
      re[i] /= re.length;
      im[i] /= re.length;
    }
  }

  private void exchange() {
    double[] kept = re;
    re = im;
    im = kept;
  }

  /** Every amplitude becomes 1; the mean's and a silent one's phase 0. */
  void toPhases() {
    for (int i = 0; i < re.length; i++) {
      double amplitude = Math.hypot(re[i], im[i]);
      boolean turned = i > 0 && amplitude > 0;
      re[i] = turned ? re[i] / amplitude : 1;
      im[i] = turned ? im[i] / amplitude : 0;
    }
  }

  /** Multiplies, place by place. */
  void turn(Spectrum phases) {
    for (int i = 0; i < re.length; i++) {
      double real = re[i] * phases.re[i] - im[i] * phases.im[i];
      im[i] = re[i] * phases.im[i] + im[i] * phases.re[i];
      re[i] = real;
    }
  }
}
