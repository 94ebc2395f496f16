package io.sisom.frame;

import io.sisom.method.FrameShape;

/**
 * A picture's rows in the output's width, made as they are needed and kept as long as an output row
 * still is. Some rows are made at once, a vector's lanes: their pixels lie column by column, so
 * that what an output column takes of them is a vector. For rows in rising order.
 */
final class NarrowRows {
  private static final int MOST_LANES = 16;

  private final PixelRows image;
  private final ResizeAxis columns;
  private final PixelSums sums;
  private final int taps;
  private final int lanes;
  private final int stride;

  /** Rows of the picture that are there: pixel x of row y lies at (y - base) * stride + x. */
  private final int[] pixels;

  private int base;
  private int next;

  /** Of one row what the output needs. */
  private final int[] row;

  /** Of some rows the same, column by column. */
  private final int[] strip;

  /** The same columns in the output's width. */
  private final int[] narrow;

  /**
   * Rows of {@code image}.
   *
   * @param taps rows that are there at once
   * @param start the first row
   */
  NarrowRows(PixelRows image, ResizeAxis columns, int taps, int start, PixelSums sums) {
    this.image = image;
    this.columns = columns;
    this.sums = sums;
    this.taps = taps;
    this.lanes = sums.lanes();
    this.stride = (columns.length() + lanes - 1) / lanes * lanes;
    this.pixels = new int[2 * (taps + lanes) * stride];
    this.base = start;
    this.next = start;
    this.row = new int[columns.end() - columns.start()];
    this.strip = new int[row.length * Math.min(lanes, image.height()) + lanes];
    this.narrow = new int[stride * lanes];
  }

  int channels() {
    return image.channels();
  }

  /** From one row to the next in {@link #pixels}, a multiple of the lanes. */
  int stride() {
    return stride;
  }

  int[] pixels() {
    return pixels;
  }

  /** Where row {@code first} begins, with as many rows behind it as are to be there at once. */
  int from(int first) {
    while (next < first + taps) {
      if ((next - base + lanes) * stride > pixels.length) {
        System.arraycopy(pixels, (first - base) * stride, pixels, 0, (next - first) * stride);
        base = first;
      }
      make();
    }
    return (first - base) * stride;
  }

  /** The next rows; behind the picture's last one what no one asks for. */
  private void make() {
    int count = Math.min(lanes, image.height() - next);
    for (int lane = 0; lane < count; lane++) {
      image.read(next + lane, columns.start(), row.length, row);
      for (int x = 0, to = lane; x < row.length; x++, to += count) {
        strip[to] = row[x];
      }
    }
    int across = columns.taps();
    for (int x = 0; x < columns.length(); x++) {
      int from = (columns.first(x) - columns.start()) * count;
      sums.sum(strip, from, count, columns.weights(), x * across, across, narrow, x * lanes);
    }
    for (int lane = 0; lane < lanes; lane++) {
      int at = (next - base + lane) * stride;
      for (int x = 0, from = lane; x < columns.length(); x++, from += lanes) {
        pixels[at + x] = narrow[from];
      }
    }
    next += lanes;
  }

  /** Bytes that it and its axes take at most. */
  static long heap(int width, int height, FrameShape target) {
    long columns = target.width();
    long taps = 2L * (height / target.height() + 2);
    long shown = (columns + 2) * height * (columns + 1) / (columns * target.height()) + 4;
    long span = Math.min(width, shown);
    long stride = columns + MOST_LANES;
    long rows = 2 * (taps + MOST_LANES) + MOST_LANES;
    long strip = span * Math.min(MOST_LANES, height) + MOST_LANES;
    long axes = 2 * (span + height) + 4 * (columns + target.height()) + 2 * taps;
    return Integer.BYTES * (rows * stride + span + strip + axes);
  }
}
