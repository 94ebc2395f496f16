package io.sisom.method.internal;

import io.sisom.method.Features;

/** Search among one set of known rows. Immutable, safe to share. */
public interface NeighborSearch {
  /**
   * Offers each query's candidates every row in their scope that may be as near as their limit; it
   * may offer others too.
   *
   * @param queries features of the known rows' width
   * @param rows of the queries, finite
   * @param candidates one for each of {@code rows}
   */
  void collect(Features queries, int[] rows, Candidates[] candidates);
}
