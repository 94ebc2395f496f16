package io.sisom.network;

/**
 * Where in the network's input something was found: Grad-CAM of KL(u‖p) at the last tap that is a
 * map (Selvaraju et al. 2017, Grad-CAM, eq. 1 and 2).
 *
 * @param rows cells from top to bottom
 * @param columns cells from left to right
 * @param values {@code float[rows * columns]}, row-major, 0 or more; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // drawn, never compared
public record HeatMap(int rows, int columns, float[] values) {
  /** Refuses another number of values. */
  public HeatMap {
    if (rows < 1 || columns < 1 || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "a map of %dx%d cells cannot have %d values".formatted(rows, columns, values.length));
    }
  }

  /** The largest value; 0 where nothing was found, or nothing that is a number. */
  public float largest() {
    float largest = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        largest = Math.max(largest, value);
      }
    }
    return largest;
  }

  /**
   * The map at a place, between its cells' centers linearly.
   *
   * @param x 0 at the left edge to 1 at the right one
   * @param y 0 at the top edge to 1 at the bottom one
   */
  public double at(double x, double y) {
    double column = Math.max(0, Math.min(columns - 1.0, x * columns - 0.5));
    double row = Math.max(0, Math.min(rows - 1.0, y * rows - 0.5));
    int left = (int) column;
    int top = (int) row;
    int right = Math.min(columns - 1, left + 1);
    int bottom = Math.min(rows - 1, top + 1);
    double across = column - left;
    double down = row - top;
    double upper =
        values[top * columns + left] * (1 - across) + values[top * columns + right] * across;
    double lower =
        values[bottom * columns + left] * (1 - across) + values[bottom * columns + right] * across;
    return upper * (1 - down) + lower * down;
  }
}
