package io.sisom.fitting.outlier;

import io.sisom.method.FrameShape;
import java.util.SplittableRandom;

/** A small window enlarged to the whole frame, bilinear. */
final class Zoom {
  private static final int FACTOR = 4;

  private Zoom() {}

  static FramePlanes somewhere(FramePlanes frame, SplittableRandom random) {
    FrameShape shape = frame.shape();
    int height = Math.max(1, shape.height() / FACTOR);
    int width = Math.max(1, shape.width() / FACTOR);
    int top = random.nextInt(shape.height() - height + 1);
    int left = random.nextInt(shape.width() - width + 1);
    return frame.filled(
        (c, y, x) -> {
          double fromY = place(y, shape.height(), height);
          double fromX = place(x, shape.width(), width);
          int y0 = (int) fromY;
          int x0 = (int) fromX;
          int y1 = Math.min(y0 + 1, height - 1);
          int x1 = Math.min(x0 + 1, width - 1);
          double dy = fromY - y0;
          double dx = fromX - x0;
          double upper =
              (1 - dx) * frame.at(c, top + y0, left + x0) + dx * frame.at(c, top + y0, left + x1);
          double lower =
              (1 - dx) * frame.at(c, top + y1, left + x0) + dx * frame.at(c, top + y1, left + x1);
          return (1 - dy) * upper + dy * lower;
        });
  }

  private static double place(int i, int size, int window) {
    double place = (i + 0.5) * window / size - 0.5;
    return Math.max(0, Math.min(window - 1, place));
  }
}
