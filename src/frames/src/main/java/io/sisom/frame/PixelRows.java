package io.sisom.frame;

/** A decoded picture's pixels, read row by row; some lie outside of the heap until it is closed. */
interface PixelRows extends AutoCloseable {
  /** Planes of {@link #planes}: 3, or 1 where pixels are gray. */
  int channels();

  int width();

  int height();

  /**
   * Reads a part of a row.
   *
   * @param from its first column
   * @param count columns
   * @param pixels takes them: red in the highest byte, then green, then blue, whatever in the
   *     lowest; of gray pixels each of the three the same
   */
  void read(int row, int from, int count, int[] pixels);

  /** All pixels. */
  Planes planes();

  @Override
  default void close() {}
}
