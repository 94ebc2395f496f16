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
  private static final int CHUNK = 512;

  /** Floats in a vector of this machine. */
  static int width() {
    return FloatVector.SPECIES_PREFERRED.length();
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public boolean addSquares(
      float[] lanes, int offset, float[] point, int from, int to, float limit, float[] sums) {
    boolean any = false;
    for (int part = 0; part < LANES; part += STEP) {
      boolean within = true;
      for (int d = from; d < to && within; d += STRIDE) {
        int end = Math.min(to, d + STRIDE);
        int at = offset + part + (d - from) * LANES;
        within = addStride(lanes, at, point, d, end, limit, sums, part);
      }
      any |= within;
    }
    return any;
  }

  /**
   * One loop a method, and vectors that meet in memory: JDK 17 keeps vectors of nested loops as
   * objects, a hundred times as slow.
   */
  private static boolean addStride(
      float[] lanes,
      int offset,
      float[] point,
      int from,
      int to,
      float limit,
      float[] sums,
      int part) {
    FloatVector even = FloatVector.fromArray(SPECIES, sums, part);
    FloatVector odd = FloatVector.zero(SPECIES);
    int at = offset;
    int d = from;
    for (; d + 1 < to; d += 2, at += 2 * LANES) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, lanes, at).sub(point[d]);
      FloatVector d1 = FloatVector.fromArray(SPECIES, lanes, at + LANES).sub(point[d + 1]);
      even = even.add(d0.mul(d0));
      odd = odd.add(d1.mul(d1));
    }
    if (d < to) {
      FloatVector last = FloatVector.fromArray(SPECIES, lanes, at).sub(point[d]);
      even = even.add(last.mul(last));
    }
    FloatVector sum = even.add(odd);
    sum.intoArray(sums, part);
    return sum.compare(VectorOperators.LE, limit).anyTrue();
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
