package io.sisom.learning;

import io.sisom.method.FrameShape;
import java.util.random.RandomGenerator;

/** A change of a frame that leaves its label true. */
enum Augmentation {
  /** Moved by up to an eighth of each side; what comes in is black. */
  SHIFT {
    @Override
    byte[] apply(byte[] planes, FrameShape shape, RandomGenerator random) {
      int down = random.nextInt(-shape.height() / REACH, shape.height() / REACH + 1);
      int right = random.nextInt(-shape.width() / REACH, shape.width() / REACH + 1);
      return shifted(planes, shape, down, right);
    }
  },
  /** Mirrored left to right, every second time. */
  FLIP {
    @Override
    byte[] apply(byte[] planes, FrameShape shape, RandomGenerator random) {
      return random.nextBoolean() ? flipped(planes, shape) : planes;
    }
  };

  private static final int REACH = 8;

  /** The changed planes; the given ones stay as they are. */
  abstract byte[] apply(byte[] planes, FrameShape shape, RandomGenerator random);

  static byte[] shifted(byte[] planes, FrameShape shape, int down, int right) {
    byte[] moved = new byte[planes.length];
    int height = shape.height();
    int width = shape.width();
    int run = width - Math.abs(right);
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = Math.max(0, down); y < Math.min(height, height + down); y++) {
        int from = (c * height + y - down) * width + Math.max(0, -right);
        int to = (c * height + y) * width + Math.max(0, right);
        System.arraycopy(planes, from, moved, to, run);
      }
    }
    return moved;
  }

  static byte[] flipped(byte[] planes, FrameShape shape) {
    byte[] mirrored = new byte[planes.length];
    int width = shape.width();
    for (int row = 0; row < planes.length; row += width) {
      for (int x = 0; x < width; x++) {
        mirrored[row + x] = planes[row + width - 1 - x];
      }
    }
    return mirrored;
  }
}
