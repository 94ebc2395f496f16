package io.sisom.fitting.outlier;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A frame's patches in another order; what is left at the right and the bottom stays. */
final class Patches {
  private Patches() {}

  /**
   * Shuffles.
   *
   * @param grid patches a side, 2 or more; at most the frame's sides
   */
  static FramePlanes shuffled(FramePlanes frame, int grid, SplittableRandom random) {
    int rows = Math.min(grid, frame.shape().height());
    int columns = Math.min(grid, frame.shape().width());
    int height = frame.shape().height() / rows;
    int width = frame.shape().width() / columns;
    int[] from = order(rows * columns, random);
    return frame.filled(
        (c, y, x) -> {
          int row = y / height;
          int column = x / width;
          if (row >= rows || column >= columns) {
            return frame.at(c, y, x);
          }
          int source = from[row * columns + column];
          return frame.at(
              c, source / columns * height + y % height, source % columns * width + x % width);
        });
  }

  /** Any order but the present one; of a single patch there is no other. */
  private static int[] order(int patches, SplittableRandom random) {
    int[] order = IntStream.range(0, patches).toArray();
    boolean moved = false;
    while (!moved && patches > 1) {
      for (int i = patches - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      for (int i = 0; i < patches; i++) {
        moved |= order[i] != i;
      }
    }
    return order;
  }
}
