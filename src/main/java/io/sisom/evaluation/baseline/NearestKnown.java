package io.sisom.evaluation.baseline;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Exact distances to the k-th nearest of many rows. Rows lie in blocks, unit by unit, so that the
 * inner loop runs over neighbouring rows and the JIT turns it into vector instructions; a block
 * stays in the cache while a tile of queries passes over it. Differences are squared directly, so
 * nothing cancels for near-duplicates.
 */
final class NearestKnown {
  private static final int BLOCK_VALUES = 1 << 15;
  private static final int TILE = 32;
  private static final int LANES = 16;

  private final int count;
  private final int width;
  private final int blockRows;
  private final float[] blocks;

  /**
   * Copies the rows.
   *
   * @param rows {@code count * width}, one after the other, at least one
   */
  NearestKnown(float[] rows, int width) {
    if (rows.length == 0 || rows.length % width != 0) {
      throw new IllegalArgumentException(
          "known rows: %d values are no whole rows of %d units".formatted(rows.length, width));
    }
    this.count = rows.length / width;
    this.width = width;
    this.blockRows = Math.max(LANES, BLOCK_VALUES / width / LANES * LANES);
    int blockCount = (count + blockRows - 1) / blockRows;
    this.blocks = new float[Math.multiplyExact(blockCount * blockRows, width)];
    for (int row = 0; row < count; row++) {
      int base = row / blockRows * blockRows * width + row % blockRows;
      for (int u = 0; u < width; u++) {
        blocks[base + u * blockRows] = rows[row * width + u];
      }
    }
  }

  /**
   * Euclidean distance of each query to its k-th nearest row, on all cores. Rows with a non-finite
   * unit are nobody's neighbour, and such a query is infinitely far.
   *
   * @param queries whole rows of the same width
   * @param k 1 or more; the farthest row counts where there are fewer than k
   */
  double[] kthDistances(float[] queries, int k) {
    int total = queries.length / width;
    double[] distances = new double[total];
    IntStream.range(0, (total + TILE - 1) / TILE)
        .parallel()
        .forEach(tile -> fill(distances, queries, tile * TILE, Math.min(k, count)));
    return distances;
  }

  private void fill(double[] distances, float[] queries, int from, int k) {
    int size = Math.min(TILE, distances.length - from);
    SmallestK[] nearest = new SmallestK[size];
    Arrays.setAll(nearest, i -> new SmallestK(k));
    float[] squares = new float[blockRows];
    for (int start = 0; start < count; start += blockRows) {
      int rows = Math.min(blockRows, count - start);
      for (int i = 0; i < size; i++) {
        squareDistances(squares, queries, (from + i) * width, start * width);
        nearest[i].offer(squares, rows);
      }
    }
    for (int i = 0; i < size; i++) {
      distances[from + i] = Math.sqrt(nearest[i].largest());
    }
  }

  private void squareDistances(float[] squares, float[] queries, int query, int block) {
    Arrays.fill(squares, 0);
    int u = 0;
    for (; u + 4 <= width; u += 4) {
      addFour(squares, queries, query + u, block + u * blockRows);
    }
    for (; u < width; u++) {
      addOne(squares, queries[query + u], block + u * blockRows);
    }
  }

  private void addFour(float[] squares, float[] queries, int query, int block) {
    float[] known = blocks;
    int rows = squares.length;
    float q0 = queries[query];
    float q1 = queries[query + 1];
    float q2 = queries[query + 2];
    float q3 = queries[query + 3];
    int b1 = block + rows;
    int b2 = b1 + rows;
    int b3 = b2 + rows;
    for (int r = 0; r < rows; r++) {
      float d0 = known[block + r] - q0;
      float d1 = known[b1 + r] - q1;
      float d2 = known[b2 + r] - q2;
      float d3 = known[b3 + r] - q3;
      squares[r] += d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3;
    }
  }

  private void addOne(float[] squares, float q, int block) {
    float[] known = blocks;
    for (int r = 0; r < squares.length; r++) {
      float d = known[block + r] - q;
      squares[r] += d * d;
    }
  }
}
