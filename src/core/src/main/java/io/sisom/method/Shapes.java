package io.sisom.method;

/** Checks of array shapes, with messages that give both sides. */
final class Shapes {
  private Shapes() {}

  static void requireMatrix(String what, int length, int rows, int width) {
    if (rows < 0 || width < 0 || (long) rows * width != length) {
      throw new IllegalArgumentException(
          what + ": " + rows + " rows of " + width + " do not fill an array of " + length);
    }
  }

  static void requireSameWidth(int width, int otherWidth) {
    if (width != otherWidth) {
      throw new IllegalArgumentException(
          "features of width " + width + " compared with features of width " + otherWidth);
    }
  }

  static void requireLength(String what, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          what + ": " + length + " values where " + expected + " are needed");
    }
  }
}
