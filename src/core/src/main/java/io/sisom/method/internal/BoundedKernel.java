package io.sisom.method.internal;

import io.sisom.method.Features;
import io.sisom.method.FloatFeatures;

/** Skips what bounds say cannot be nearest; float32, direct subtraction. */
final class BoundedKernel implements SearchKernel {
  private final LaneMath math;

  BoundedKernel(LaneMath math) {
    this.math = math;
  }

  @Override
  public String name() {
    return math.name();
  }

  @Override
  public NeighborSearch over(Features rows, int[] segments) {
    if (rows instanceof FloatFeatures floats && Bounds.hold(floats)) {
      return new BoundedSearch(math, floats, new BlockIndexes(floats, segments));
    }
    return new ExhaustiveKernel().over(rows, segments);
  }
}
