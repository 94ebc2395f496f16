package io.sisom.frame;

import io.sisom.method.FrameShape;

/**
 * Brings a frame to a model's input: the shorter side to the target by Pillow's antialiased
 * bilinear filter ({@code ImagingResample}: triangle filter, horizontal pass then vertical, each
 * rounded to 8 bits in fixed point), then a centre crop as torchvision's. Only what the crop keeps
 * is computed, so an image of extreme proportions costs no more than an ordinary one.
 */
final class Resizer {
  private static final int PRECISION = 32 - 8 - 2;

  private Resizer() {}

  /** {@code picture} in the height and width of {@code target}; channels stay. */
  static Planes fit(Picture picture, FrameShape target) {
    Planes image = picture.planes();
    int height = picture.height();
    int width = picture.width();
    if (height == target.height() && width == target.width()) {
      return image;
    }
    long across = (long) width * target.height();
    long down = (long) height * target.width();
    int scaledWidth = across <= down ? target.width() : (int) (across / height);
    int scaledHeight = across <= down ? (int) (down / width) : target.height();
    // A reduced picture's last row and column may hold less than a whole pixel's worth.
    double reduction = picture.reduction();
    Axis columns = Axis.of(image.width(), width / reduction, scaledWidth, target.width());
    Axis rows = Axis.of(image.height(), height / reduction, scaledHeight, target.height());
    byte[] out = new byte[image.channels() * target.height() * target.width()];
    // Plane by plane, so that one plane's rows lie between the passes and not three.
    byte[] between = new byte[(rows.end - rows.start) * target.width()];
    for (int plane = 0; plane < image.channels(); plane++) {
      horizontal(image, plane, columns, rows, between);
      vertical(between, rows, target.width(), out, plane * target.height() * target.width());
    }
    return new Planes(image.channels(), target.height(), target.width(), out);
  }

  /** Bytes that {@link #fit} takes at most for a picture of so many rows. */
  static long heap(int height, FrameShape target) {
    return (long) height * target.width() + target.bytes();
  }

  private static void horizontal(Planes image, int plane, Axis columns, Axis rows, byte[] out) {
    int outWidth = columns.first.length;
    byte[] in = image.bytes();
    int at = 0;
    for (int y = rows.start; y < rows.end; y++) {
      int row = (plane * image.height() + y) * image.width();
      for (int x = 0; x < outWidth; x++) {
        int[] weights = columns.weights[x];
        int from = row + columns.first[x];
        int sum = 1 << (PRECISION - 1);
        for (int i = 0; i < weights.length; i++) {
          sum += (in[from + i] & 0xff) * weights[i];
        }
        out[at++] = clip(sum);
      }
    }
  }

  private static void vertical(byte[] in, Axis rows, int width, byte[] out, int from) {
    int at = from;
    for (int y = 0; y < rows.first.length; y++) {
      int[] weights = rows.weights[y];
      int row = (rows.first[y] - rows.start) * width;
      for (int x = 0; x < width; x++) {
        int sum = 1 << (PRECISION - 1);
        for (int i = 0; i < weights.length; i++) {
          sum += (in[row + i * width + x] & 0xff) * weights[i];
        }
        out[at++] = clip(sum);
      }
    }
  }

  private static byte clip(int sum) {
    return (byte) Math.min(255, sum >> PRECISION);
  }

  /** Source samples and weights of each kept output sample along one axis. */
  private static final class Axis {
    private final int[] first;
    private final int[][] weights;
    private final int start;
    private final int end;

    private Axis(int[] first, int[][] weights) {
      this.first = first;
      this.weights = weights;
      this.start = first[0];
      int last = first.length - 1;
      this.end = first[last] + weights[last].length;
    }

    /**
     * From {@code in} samples, of which {@code extent} are to be shown, to {@code out}, of which
     * the middle {@code kept} are computed.
     */
    static Axis of(int in, double extent, int out, int kept) {
      double scale = extent / out;
      double support = Math.max(scale, 1);
      int offset = (int) Math.rint((out - kept) / 2.0);
      int[] first = new int[kept];
      int[][] weights = new int[kept][];
      for (int i = 0; i < kept; i++) {
        double centre = (i + offset + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(in, (int) (centre + support + 0.5));
        weights[i] = triangle(first[i], end, centre, support);
      }
      return new Axis(first, weights);
    }

    private static int[] triangle(int from, int to, double centre, double support) {
      double[] exact = new double[to - from];
      double total = 0;
      for (int i = 0; i < exact.length; i++) {
        exact[i] = Math.max(0, 1 - Math.abs((i + from - centre + 0.5) / support));
        total += exact[i];
      }
      int[] fixed = new int[exact.length];
      for (int i = 0; i < fixed.length; i++) {
        fixed[i] = (int) (0.5 + exact[i] / total * (1 << PRECISION));
      }
      return fixed;
    }
  }
}
