package io.sisom.frame;

import io.sisom.method.FrameShape;

/**
 * Brings a frame to a model's input: the shorter side to the target by Pillow's antialiased
 * bilinear filter ({@code ImagingResample}: triangle filter, horizontal pass then vertical, each
 * rounded to 8 bits in fixed point), then a center crop as torchvision's. Only what the crop keeps
 * is computed, so an image of extreme proportions costs no more than an ordinary one. The same bits
 * on every machine. Safe for use by many threads.
 */
final class Resizer {
  private final PixelSums sums;

  Resizer(PixelSums sums) {
    this.sums = sums;
  }

  /** {@code picture} in the height and width of {@code target}; channels stay. */
  Planes fit(DecodedPicture picture, FrameShape target) {
    PixelRows image = picture.pixels();
    int height = picture.height();
    int width = picture.width();
    if (height == target.height() && width == target.width() && picture.reduction() == 1) {
      return image.planes();
    }
    long across = (long) width * target.height();
    long down = (long) height * target.width();
    long scaledWidth = across <= down ? target.width() : across / height;
    long scaledHeight = across <= down ? down / width : target.height();
    int reduction = picture.reduction();
    ResizeAxis columns = ResizeAxis.of(width, reduction, scaledWidth, target.width());
    ResizeAxis rows = ResizeAxis.of(height, reduction, scaledHeight, target.height());
    return down(new NarrowRows(image, columns, rows.taps(), rows.start(), sums), rows, target);
  }

  private Planes down(NarrowRows narrow, ResizeAxis rows, FrameShape target) {
    int width = target.width();
    int size = target.height() * width;
    byte[] out = new byte[narrow.channels() * size];
    int[] row = new int[narrow.stride()];
    for (int y = 0; y < target.height(); y++) {
      int from = narrow.from(rows.first(y));
      for (int x = 0; x < row.length; x += sums.lanes()) {
        sums.sum(
            narrow.pixels(),
            from + x,
            row.length,
            rows.weights(),
            y * rows.taps(),
            rows.taps(),
            row,
            x);
      }
      Planes.split(row, width, narrow.channels(), out, y * width, size);
    }
    return new Planes(narrow.channels(), target.height(), width, out);
  }

  /** Bytes that {@link #fit} takes at most for a picture of such sides. */
  static long heap(int width, int height, FrameShape target) {
    return NarrowRows.heap(width, height, target) + target.bytes();
  }
}
