package io.sisom.evaluation.al;

import io.sisom.method.FrameShape;
import java.util.random.RandomGenerator;

/** The next frame of a camera that hardly moved: shifted by a pixel or two, a little brighter. */
final class NearDuplicate {
  private static final int MAX_SHIFT = 2;
  private static final int MAX_LIGHT = 6;

  private NearDuplicate() {}

  /** Planes of such a frame; what comes in at a side repeats the frame's edge. */
  static byte[] of(byte[] planes, FrameShape shape, RandomGenerator random) {
    int down = random.nextInt(-MAX_SHIFT, MAX_SHIFT + 1);
    int right = random.nextInt(-MAX_SHIFT, MAX_SHIFT + 1);
    int light = random.nextInt(-MAX_LIGHT, MAX_LIGHT + 1);
    byte[] moved = new byte[planes.length];
    int at = 0;
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        int from = within(y - down, shape.height() - 1);
        for (int x = 0; x < shape.width(); x++) {
          int column = within(x - right, shape.width() - 1);
          int value = planes[(c * shape.height() + from) * shape.width() + column] & 0xff;
          moved[at++] = (byte) within(value + light, 255);
        }
      }
    }
    return moved;
  }

  private static int within(int value, int most) {
    return Math.max(0, Math.min(most, value));
  }
}
