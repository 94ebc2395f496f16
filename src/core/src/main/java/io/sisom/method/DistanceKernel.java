package io.sisom.method;

import io.sisom.method.internal.NeighborSearch;
import io.sisom.method.internal.SearchKernel;
import io.sisom.method.internal.SearchKernels;
import java.util.List;

/**
 * A way to find nearest rows. All of them give the same rows and, to the last bit, the same
 * distances, {@link Features#squaredDistance}; they differ in cost. Immutable, safe to share.
 */
public final class DistanceKernel {
  private final SearchKernel search;

  private DistanceKernel(SearchKernel search) {
    this.search = search;
  }

  /** The fastest that this JVM runs; chosen once, and logged with the reason. */
  public static DistanceKernel preferred() {
    return new DistanceKernel(SearchKernels.preferred());
  }

  /**
   * All that this JVM runs, the fastest first. {@code vector} and {@code plain} skip by bounds and
   * differ in the inner loops, {@code matmul} multiplies matrices, {@code exhaustive} computes
   * every distance.
   */
  public static List<DistanceKernel> available() {
    return SearchKernels.available().stream().map(DistanceKernel::new).toList();
  }

  /**
   * Takes squared distances from a matrix product, on a device for example, and computes again what
   * the product's rounding leaves open.
   */
  public static DistanceKernel multiplying(MatrixProduct product) {
    return new DistanceKernel(SearchKernels.multiplying(product));
  }

  /** Lower-case name, as on the command line. */
  public String name() {
    return search.name();
  }

  /**
   * Prepares a search; the cost of a swap.
   *
   * @param rows sorted by class, finite
   * @param segments first row of each class, and at the end the number of rows
   */
  NeighborSearch over(Features rows, int[] segments) {
    return search.over(rows, segments);
  }
}
