package io.sisom.method.internal;

import io.sisom.method.Features;

/**
 * A way to find nearest rows. All of them give the same rows and, to the last bit, the same
 * distances, {@link Features#squaredDistance}; they differ in cost. Immutable, safe to share.
 */
public sealed interface SearchKernel permits ExhaustiveKernel, BoundedKernel, MatmulKernel {
  /** Lower-case name, as on the command line. */
  String name();

  /**
   * Prepares a search; the cost of a swap.
   *
   * @param rows sorted by class, finite
   * @param segments first row of each class, and at the end the number of rows
   */
  NeighborSearch over(Features rows, int[] segments);
}
