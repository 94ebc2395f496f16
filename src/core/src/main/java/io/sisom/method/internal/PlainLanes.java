package io.sisom.method.internal;

import java.util.Arrays;

/** Plain Java, for JVMs without the Vector API. */
final class PlainLanes implements LaneMath {
  /** Long enough that the check costs little, short enough to stop early. */
  private static final int CHUNK = 64;

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public int addSquares(
      float[] lanes,
      int offset,
      float[] point,
      int from,
      float limit,
      float[] sums,
      int[] blocks,
      int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int block = blocks[i];
      int at = offset + block * LANES * STRIDE;
      for (int d = 0; d < STRIDE; d++) {
        addSquares(sums, block * LANES, lanes, at + d * LANES, point[from + d]);
      }
      if (anyWithin(sums, block * LANES, limit)) {
        blocks[kept++] = block;
      }
    }
    return kept;
  }

  private static void addSquares(
      float[] sums, int sumsOffset, float[] lanes, int offset, float coordinate) {
    for (int lane = 0; lane < LANES; lane++) {
      float difference = lanes[offset + lane] - coordinate;
      sums[sumsOffset + lane] += difference * difference;
    }
  }

  private static boolean anyWithin(float[] sums, int offset, float limit) {
    boolean any = false;
    for (int lane = offset; lane < offset + LANES; lane++) {
      any |= sums[lane] <= limit;
    }
    return any;
  }

  @Override
  public boolean boxes(
      float[] boxes, int offset, float[] point, int dimensions, float limit, float[] sums) {
    Arrays.fill(sums, 0, LANES, 0);
    for (int d = 0; d < dimensions; d++) {
      addBoxes(sums, boxes, offset + 2 * d * LANES, point[d]);
    }
    return anyWithin(sums, 0, limit);
  }

  private static void addBoxes(float[] sums, float[] boxes, int offset, float coordinate) {
    for (int lane = 0; lane < LANES; lane++) {
      float below = boxes[offset + lane] - coordinate;
      float above = coordinate - boxes[offset + LANES + lane];
      float outside = below > 0 ? below : above > 0 ? above : 0;
      sums[lane] += outside * outside;
    }
  }

  @Override
  public float squared(float[] a, int aOffset, float[] b, int bOffset, int width, float limit) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int k = 0;
    while (k + 3 < width && (s0 + s1) + (s2 + s3) <= limit) {
      int end = Math.min(width - 3, k + CHUNK);
      for (; k < end; k += 4) {
        float d0 = a[aOffset + k] - b[bOffset + k];
        float d1 = a[aOffset + k + 1] - b[bOffset + k + 1];
        float d2 = a[aOffset + k + 2] - b[bOffset + k + 2];
        float d3 = a[aOffset + k + 3] - b[bOffset + k + 3];
        s0 += d0 * d0;
        s1 += d1 * d1;
        s2 += d2 * d2;
        s3 += d3 * d3;
      }
    }
    float sum = (s0 + s1) + (s2 + s3);
    if (sum > limit) {
      return sum;
    }
    for (; k < width; k++) {
      float d = a[aOffset + k] - b[bOffset + k];
      sum += d * d;
    }
    return sum;
  }
}
