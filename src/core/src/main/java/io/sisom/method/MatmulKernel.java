package io.sisom.method;

/** Squares from a matrix product; what its rounding leaves open is recomputed exactly. */
public final class MatmulKernel implements DistanceKernel {
  private final MatrixProduct product;

  /** With some matrix product. */
  public MatmulKernel(MatrixProduct product) {
    this.product = product;
  }

  @Override
  public String name() {
    return product instanceof PlainProduct ? "matmul" : "matmul-" + product.name();
  }

  @Override
  public NeighbourSearch over(Features rows, int[] segments) {
    if (rows instanceof FloatFeatures floats && Bounds.hold(floats)) {
      return new MatmulSearch(product, floats);
    }
    return new ExhaustiveKernel().over(rows, segments);
  }
}
