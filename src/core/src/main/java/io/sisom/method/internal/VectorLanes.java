package io.sisom.method.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * With the Vector API. The one class that names the module jdk.incubator.vector, which must be
 * there before this class is loaded.
 */
final class VectorLanes implements LaneMath {
  /** As wide as the machine's, in a length that divides {@link LaneMath#LANES}. */
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() >= 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED.length() >= 8
              ? FloatVector.SPECIES_256
              : FloatVector.SPECIES_128;

  private static final int STEP = SPECIES.length();
  private static final int PARTS = LANES / STEP;
  private static final int CHUNK = 512;

  /** Floats in a vector of this machine. */
  static int width() {
    return FloatVector.SPECIES_PREFERRED.length();
  }

  @Override
  public String name() {
    return "vector";
  }

  /**
   * One loop a method, and vectors that meet in memory: JDK 17 keeps vectors of nested loops as
   * objects, a hundred times as slow. So all coordinates of a stride are written out.
   */
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
    FloatVector p0 = FloatVector.broadcast(SPECIES, point[from]);
    FloatVector p1 = FloatVector.broadcast(SPECIES, point[from + 1]);
    FloatVector p2 = FloatVector.broadcast(SPECIES, point[from + 2]);
    FloatVector p3 = FloatVector.broadcast(SPECIES, point[from + 3]);
    FloatVector p4 = FloatVector.broadcast(SPECIES, point[from + 4]);
    FloatVector p5 = FloatVector.broadcast(SPECIES, point[from + 5]);
    FloatVector p6 = FloatVector.broadcast(SPECIES, point[from + 6]);
    FloatVector p7 = FloatVector.broadcast(SPECIES, point[from + 7]);
    int kept = 0;
    int last = -1;
    for (int i = 0; i < count * PARTS; i++) {
      int block = blocks[i / PARTS];
      int part = i % PARTS * STEP;
      int at = offset + block * LANES * STRIDE + part;
      FloatVector d0 = FloatVector.fromArray(SPECIES, lanes, at).sub(p0);
      FloatVector d1 = FloatVector.fromArray(SPECIES, lanes, at + LANES).sub(p1);
      FloatVector d2 = FloatVector.fromArray(SPECIES, lanes, at + 2 * LANES).sub(p2);
      FloatVector d3 = FloatVector.fromArray(SPECIES, lanes, at + 3 * LANES).sub(p3);
      FloatVector d4 = FloatVector.fromArray(SPECIES, lanes, at + 4 * LANES).sub(p4);
      FloatVector d5 = FloatVector.fromArray(SPECIES, lanes, at + 5 * LANES).sub(p5);
      FloatVector d6 = FloatVector.fromArray(SPECIES, lanes, at + 6 * LANES).sub(p6);
      FloatVector d7 = FloatVector.fromArray(SPECIES, lanes, at + 7 * LANES).sub(p7);
      FloatVector even = d0.mul(d0).add(d2.mul(d2)).add(d4.mul(d4).add(d6.mul(d6)));
      FloatVector odd = d1.mul(d1).add(d3.mul(d3)).add(d5.mul(d5).add(d7.mul(d7)));
      FloatVector sum =
          FloatVector.fromArray(SPECIES, sums, block * LANES + part).add(even.add(odd));
      sum.intoArray(sums, block * LANES + part);
      if (block != last && sum.compare(VectorOperators.LE, limit).anyTrue()) {
        blocks[kept++] = block;
        last = block;
      }
    }
    return kept;
  }

  @Override
  public boolean boxes(
      float[] boxes, int offset, float[] point, int dimensions, float limit, float[] sums) {
    boolean any = false;
    for (int part = 0; part < LANES; part += STEP) {
      FloatVector sum = FloatVector.zero(SPECIES);
      int at = offset + part;
      for (int d = 0; d < dimensions; d++, at += 2 * LANES) {
        FloatVector coordinate = FloatVector.broadcast(SPECIES, point[d]);
        FloatVector below = FloatVector.fromArray(SPECIES, boxes, at).sub(coordinate);
        FloatVector above = coordinate.sub(FloatVector.fromArray(SPECIES, boxes, at + LANES));
        FloatVector outside = below.max(above).max(0);
        sum = sum.add(outside.mul(outside));
      }
      sum.intoArray(sums, part);
      any |= sum.compare(VectorOperators.LE, limit).anyTrue();
    }
    return any;
  }

  @Override
  public float squared(float[] a, int aOffset, float[] b, int bOffset, int width, float limit) {
    float sum = 0;
    int k = 0;
    int whole = width / STEP * STEP;
    while (k < whole && sum <= limit) {
      int end = Math.min(whole, k + CHUNK);
      sum += chunk(a, aOffset + k, b, bOffset + k, end - k);
      k = end;
    }
    if (sum > limit) {
      return sum;
    }
    for (; k < width; k++) {
      float difference = a[aOffset + k] - b[bOffset + k];
      sum += difference * difference;
    }
    return sum;
  }

  /** Of whole vectors; two sums let the processor overlap the additions. */
  private static float chunk(float[] a, int aOffset, float[] b, int bOffset, int length) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    int k = 0;
    for (; k + STEP < length; k += 2 * STEP) {
      FloatVector d0 =
          FloatVector.fromArray(SPECIES, a, aOffset + k)
              .sub(FloatVector.fromArray(SPECIES, b, bOffset + k));
      FloatVector d1 =
          FloatVector.fromArray(SPECIES, a, aOffset + k + STEP)
              .sub(FloatVector.fromArray(SPECIES, b, bOffset + k + STEP));
      even = even.add(d0.mul(d0));
      odd = odd.add(d1.mul(d1));
    }
    if (k < length) {
      FloatVector d =
          FloatVector.fromArray(SPECIES, a, aOffset + k)
              .sub(FloatVector.fromArray(SPECIES, b, bOffset + k));
      even = even.add(d.mul(d));
    }
    return even.add(odd).reduceLanes(VectorOperators.ADD);
  }
}
