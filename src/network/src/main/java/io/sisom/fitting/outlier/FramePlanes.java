package io.sisom.fitting.outlier;

import io.sisom.method.FrameShape;

/**
 * A frame as the network takes it: planes of unsigned bytes, row-major.
 *
 * @param values {@code byte[C * H * W]}; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record FramePlanes(byte[] values, FrameShape shape) {
  /** Throws {@link IllegalArgumentException} where the bytes do not fill the shape. */
  FramePlanes {
    if (values.length != shape.bytes()) {
      throw new IllegalArgumentException(
          "a frame of %d bytes is no %s".formatted(values.length, shape));
    }
  }

  /** A value of a position. */
  @FunctionalInterface
  interface Value {
    double at(int channel, int y, int x);
  }

  /** Brightness of a position, 0 to 255. */
  int at(int channel, int y, int x) {
    return values[(channel * shape.height() + y) * shape.width() + x] & 0xff;
  }

  /** A frame of the same shape, each value rounded and kept within 0 to 255. */
  FramePlanes filled(Value value) {
    byte[] filled = new byte[values.length];
    int next = 0;
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          long rounded = (long) Math.floor(value.at(c, y, x) + 0.5);
          filled[next++] = (byte) Math.max(0, Math.min(255, rounded));
        }
      }
    }
    return new FramePlanes(filled, shape);
  }
}
