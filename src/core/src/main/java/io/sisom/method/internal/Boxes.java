package io.sisom.method.internal;

import static io.sisom.method.internal.LaneMath.LANES;

import java.util.Arrays;

/**
 * Boxes, {@link LaneMath#LANES} of them side by side in a group, as {@link LaneMath#boxes} takes
 * them. Immutable once filled.
 */
final class Boxes {
  private final int count;
  private final int dimensions;
  private final float[] ends;

  /** Empty boxes, nowhere near anything. */
  Boxes(int count, int dimensions) {
    this.count = count;
    this.dimensions = dimensions;
    this.ends = new float[Math.multiplyExact(groups() * LANES, 2 * dimensions)];
    Arrays.fill(ends, Float.MAX_VALUE);
  }

  /** Sets one side of a box. */
  void set(int box, int dimension, float low, float high) {
    int at = at(box, dimension);
    ends[at] = low;
    ends[at + LANES] = high;
  }

  /** Boxes around groups of these. */
  Boxes aroundGroups() {
    Boxes around = new Boxes(groups(), dimensions);
    for (int group = 0; group < groups(); group++) {
      for (int d = 0; d < dimensions; d++) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int box = group * LANES; box < Math.min(count, (group + 1) * LANES); box++) {
          low = Math.min(low, ends[at(box, d)]);
          high = Math.max(high, ends[at(box, d) + LANES]);
        }
        around.set(group, d, low, high);
      }
    }
    return around;
  }

  private int at(int box, int dimension) {
    return offset(box / LANES) + 2 * dimension * LANES + box % LANES;
  }

  int count() {
    return count;
  }

  int dimensions() {
    return dimensions;
  }

  int groups() {
    return (count + LANES - 1) / LANES;
  }

  float[] ends() {
    return ends;
  }

  /** Where a group starts. */
  int offset(int group) {
    return group * LANES * 2 * dimensions;
  }
}
