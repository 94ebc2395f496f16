package io.sisom.recording.video;

/**
 * How a picture is turned and mirrored before it is shown: a quarter turn is one where columns
 * become rows.
 *
 * @param quarter whether columns become rows
 * @param backX whether a row of the stored picture runs backwards on the screen
 * @param backY whether a column of the stored picture runs backwards on the screen
 */
record Turn(boolean quarter, boolean backX, boolean backY) {
  /** As it is stored. */
  static final Turn NONE = new Turn(false, false, false);

  private static final int MATRIX = 9;

  /**
   * Out of a display matrix of MP4: nine numbers, of which the first two of the first two rows say
   * where a step along a row and along a column goes. Other angles than quarter turns go to the
   * nearest one.
   */
  static Turn of(int[] matrix) {
    if (matrix.length < MATRIX) {
      return NONE;
    }
    long a = matrix[0];
    long b = matrix[1];
    long c = matrix[3];
    long d = matrix[4];
    return Math.abs(a) + Math.abs(d) >= Math.abs(b) + Math.abs(c)
        ? new Turn(false, a < 0, d < 0)
        : new Turn(true, b < 0, c < 0);
  }

  /** Columns of the turned picture. */
  int width(int width, int height) {
    return quarter ? height : width;
  }

  /** Rows of the turned picture. */
  int height(int width, int height) {
    return quarter ? width : height;
  }

  /** The picture turned; the same array where there is nothing to turn. Packed, 3 bytes a pixel. */
  byte[] apply(byte[] rgb, int width, int height) {
    if (equals(NONE)) {
      return rgb;
    }
    byte[] turned = new byte[rgb.length];
    int columns = width(width, height);
    for (int y = 0; y < height; y++) {
      int alongY = backY ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int alongX = backX ? width - 1 - x : x;
        int to = 3 * (quarter ? alongX * columns + alongY : alongY * columns + alongX);
        System.arraycopy(rgb, 3 * (y * width + x), turned, to, 3);
      }
    }
    return turned;
  }
}
