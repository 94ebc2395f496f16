package io.sisom.method.internal;

import io.sisom.method.MatrixProduct;
import java.util.Arrays;

/**
 * In plain Java: the rows of a chunk lie side by side, unit by unit, so that the JIT turns the
 * inner loop into vector instructions.
 */
final class PlainProduct implements MatrixProduct {
  private static final int CHUNK_VALUES = 1 << 15;
  private static final int LEAST_ROWS = 64;
  private static final int MAX_ROWS = 1024;

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public double relativeError(int width) {
    return width * Bounds.UNIT / (1 - width * Bounds.UNIT);
  }

  @Override
  public Rows load(float[] rows, int count, int width) {
    int chunk = Math.max(LEAST_ROWS, Math.min(MAX_ROWS, CHUNK_VALUES / width / 16 * 16));
    int chunks = (count + chunk - 1) / chunk;
    float[] turned = new float[Math.multiplyExact(chunks * chunk, width)];
    for (int row = 0; row < count; row++) {
      int at = row / chunk * chunk * width + row % chunk;
      for (int u = 0; u < width; u++) {
        turned[at + u * chunk] = rows[row * width + u];
      }
    }
    return new Turned(turned, chunk, width);
  }

  private static final class Turned implements Rows {
    private final float[] turned;
    private final int chunk;
    private final int width;

    Turned(float[] turned, int chunk, int width) {
      this.turned = turned;
      this.chunk = chunk;
      this.width = width;
    }

    @Override
    public int chunk() {
      return chunk;
    }

    @Override
    public void multiply(float[] queries, int count, int firstRow, float[] products) {
      Arrays.fill(products, 0, count * chunk, 0);
      for (int q = 0; q < count; q++) {
        int u = 0;
        for (; u + 4 <= width; u += 4) {
          addFour(products, q * chunk, queries, q * width + u, (firstRow * width) + u * chunk);
        }
        for (; u < width; u++) {
          addOne(products, q * chunk, queries[q * width + u], firstRow * width + u * chunk);
        }
      }
    }

    private void addFour(float[] products, int to, float[] queries, int query, int from) {
      float[] rows = turned;
      float q0 = queries[query];
      float q1 = queries[query + 1];
      float q2 = queries[query + 2];
      float q3 = queries[query + 3];
      int b1 = from + chunk;
      int b2 = b1 + chunk;
      int b3 = b2 + chunk;
      for (int r = 0; r < chunk; r++) {
        products[to + r] +=
            q0 * rows[from + r] + q1 * rows[b1 + r] + q2 * rows[b2 + r] + q3 * rows[b3 + r];
      }
    }

    private void addOne(float[] products, int to, float q, int from) {
      float[] rows = turned;
      for (int r = 0; r < chunk; r++) {
        products[to + r] += q * rows[from + r];
      }
    }
  }
}
