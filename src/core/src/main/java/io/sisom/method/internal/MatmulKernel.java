package io.sisom.method.internal;

import io.sisom.method.Features;
import io.sisom.method.FloatFeatures;
import io.sisom.method.MatrixProduct;

/** Squares from a matrix product; what its rounding leaves open is recomputed exactly. */
final class MatmulKernel implements SearchKernel {
  private final MatrixProduct product;

  /** With some matrix product. */
  MatmulKernel(MatrixProduct product) {
    this.product = product;
  }

  @Override
  public String name() {
    return product instanceof PlainProduct ? "matmul" : "matmul-" + product.name();
  }

  @Override
  public NeighborSearch over(Features rows, int[] segments) {
    if (rows instanceof FloatFeatures floats && Bounds.hold(floats)) {
      return new MatmulSearch(product, floats);
    }
    return new ExhaustiveKernel().over(rows, segments);
  }
}
