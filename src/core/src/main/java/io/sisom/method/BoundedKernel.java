package io.sisom.method;

/** Skips what bounds say cannot be nearest; float32, direct subtraction. */
final class BoundedKernel implements DistanceKernel {
  private final LaneMath math;

  BoundedKernel(LaneMath math) {
    this.math = math;
  }

  @Override
  public String name() {
    return math.name();
  }

  @Override
  public NeighbourSearch over(Features rows, int[] segments) {
    if (rows instanceof FloatFeatures floats && Bounds.hold(floats)) {
      return new BoundedSearch(math, floats, new BlockIndex(floats, segments));
    }
    return new ExhaustiveKernel().over(rows, segments);
  }
}
