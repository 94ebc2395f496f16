package io.sisom.method.internal;

import io.sisom.method.Features;

/** Every row, exactly, in float64 sums: what the other kernels are checked against. */
final class ExhaustiveKernel implements SearchKernel {
  @Override
  public String name() {
    return "exhaustive";
  }

  @Override
  public NeighborSearch over(Features rows, int[] segments) {
    return (queries, queryRows, candidates) -> {
      for (int q = 0; q < queryRows.length; q++) {
        for (int row = 0; row < rows.rows(); row++) {
          if (candidates[q].wants(row)) {
            double squared = rows.squaredDistance(row, queries, queryRows[q]);
            candidates[q].offer(row, Bounds.down(squared), Bounds.up(squared));
          }
        }
      }
    };
  }
}
