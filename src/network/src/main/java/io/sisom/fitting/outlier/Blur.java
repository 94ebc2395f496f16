package io.sisom.fitting.outlier;

import io.sisom.method.FrameShape;

/** Gaussian blur; beyond the edge lies the edge's value. */
final class Blur {
  private static final double SHARE = 3.0 / 32;

  private Blur() {}

  static FramePlanes of(FramePlanes frame) {
    FrameShape shape = frame.shape();
    int height = shape.height();
    int width = shape.width();
    double[] across = kernel(SHARE * width);
    double[] down = kernel(SHARE * height);
    double[] rows = new double[frame.values().length];
    int next = 0;
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double sum = 0;
          for (int k = 0; k < across.length; k++) {
            sum += across[k] * frame.at(c, y, clamp(x + k - across.length / 2, width));
          }
          rows[next++] = sum;
        }
      }
    }
    return frame.filled(
        (c, y, x) -> {
          double sum = 0;
          for (int k = 0; k < down.length; k++) {
            int from = clamp(y + k - down.length / 2, height);
            sum += down[k] * rows[(c * height + from) * width + x];
          }
          return sum;
        });
  }

  /** Weights within 3 σ, their sum 1. */
  private static double[] kernel(double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int k = 0; k < kernel.length; k++) {
      double t = (k - radius) / sigma;
      kernel[k] = Math.exp(-t * t / 2);
      sum += kernel[k];
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= sum;
    }
    return kernel;
  }

  private static int clamp(int i, int size) {
    return Math.max(0, Math.min(size - 1, i));
  }
}
