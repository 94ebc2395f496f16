package io.sisom.frame;

import io.sisom.method.FrameShape;

/**
 * Resizing written down sample by sample, as Pillow's {@code ImagingResample} computes it: what
 * {@link Resizer} is held to.
 */
final class PlainResize {
  private static final int PRECISION = 22;

  private PlainResize() {}

  static byte[] fit(DecodedPicture picture, FrameShape target) {
    Planes image = picture.pixels().planes();
    long across = (long) picture.width() * target.height();
    long down = (long) picture.height() * target.width();
    int width = across <= down ? target.width() : (int) (across / picture.height());
    int height = across <= down ? (int) (down / picture.width()) : target.height();
    int left = (int) Math.rint((width - target.width()) / 2.0);
    int top = (int) Math.rint((height - target.height()) / 2.0);
    int reduction = picture.reduction();
    byte[] out = new byte[target.bytes()];
    for (int plane = 0; plane < target.channels(); plane++) {
      int[][] narrow = new int[image.height()][target.width()];
      for (int y = 0; y < image.height(); y++) {
        int[] row = new int[image.width()];
        for (int x = 0; x < row.length; x++) {
          row[x] = image.bytes()[(plane * image.height() + y) * row.length + x] & 0xff;
        }
        for (int x = 0; x < target.width(); x++) {
          narrow[y][x] = sample(row, picture.width(), reduction, width, x + left);
        }
      }
      for (int x = 0; x < target.width(); x++) {
        int[] column = new int[image.height()];
        for (int y = 0; y < column.length; y++) {
          column[y] = narrow[y][x];
        }
        for (int y = 0; y < target.height(); y++) {
          out[(plane * target.height() + y) * target.width() + x] =
              (byte) sample(column, picture.height(), reduction, height, y + top);
        }
      }
    }
    return out;
  }

  private static int sample(int[] in, int full, int reduction, int out, int output) {
    double reduced = (double) full / reduction / out;
    // Few reduced samples for one of the output have the weights of what they were made of.
    double scale = reduced >= 2 ? reduced : (double) full / out;
    int samples = reduced >= 2 ? in.length : full;
    int madeOf = reduced >= 2 ? 1 : reduction;
    double support = Math.max(scale, 1);
    double center = (output + 0.5) * scale;
    int from = Math.max(0, (int) (center - support + 0.5));
    int to = Math.min(samples, (int) (center + support + 0.5));
    double[] weights = new double[in.length];
    double total = 0;
    for (int i = from; i < to; i++) {
      double weight = Math.max(0, 1 - Math.abs((i - center + 0.5) / support));
      weights[i / madeOf] += weight;
      total += weight;
    }
    long sum = 1 << (PRECISION - 1);
    for (int i = 0; i < in.length; i++) {
      sum += in[i] * (long) (0.5 + weights[i] / total * (1 << PRECISION));
    }
    return (int) Math.min(255, sum >> PRECISION);
  }
}
