package io.sisom.method;

/**
 * A product as a GPU may make it: inputs cut to the ten bits of TF32, subnormal numbers flushed to
 * zero, chunks that do not divide the rows.
 */
final class RoughProduct implements MatrixProduct {
  private static final int CHUNK = 37;

  /** Rounding of one float32 operation, relative. */
  private static final double UNIT = 0x1p-24;

  private static final int CUT = -1 << 13;

  @Override
  public String name() {
    return "rough";
  }

  @Override
  public double relativeError(int width) {
    return width * UNIT / (1 - width * UNIT) + 0x1p-9 * (1 + 0x1p-10);
  }

  @Override
  public Rows load(float[] rows, int count, int width) {
    return new Rows() {
      @Override
      public int chunk() {
        return CHUNK;
      }

      @Override
      public void multiply(float[] queries, int asked, int firstRow, float[] products) {
        int last = Math.min(count, firstRow + CHUNK);
        for (int q = 0; q < asked; q++) {
          for (int row = firstRow; row < last; row++) {
            float sum = 0;
            for (int u = 0; u < width; u++) {
              sum = flushed(sum + cut(queries[q * width + u]) * cut(rows[row * width + u]));
            }
            products[q * CHUNK + row - firstRow] = sum;
          }
        }
      }
    };
  }

  private static float cut(float value) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) & CUT);
  }

  private static float flushed(float value) {
    return Math.abs(value) < Float.MIN_NORMAL ? 0 : value;
  }
}
