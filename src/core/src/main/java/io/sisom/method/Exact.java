package io.sisom.method;

/**
 * The nearest of some candidates, by exact distances.
 *
 * @param squared to the nearest; infinite without one
 * @param kthSquared to the k-th nearest, the farthest where there are fewer; infinite without any
 * @param row of the nearest, sorted by class; -1 without one
 */
record Exact(double squared, double kthSquared, int row) {

  /**
   * Measures them all.
   *
   * @param known rows of the candidates; of the caller's rows the lowest wins a tie
   */
  static Exact of(Candidates candidates, int k, SortedRows known, Features from, int fromRow) {
    int[] original = known.original();
    Closest closest = new Closest(k);
    double[] least = {Double.POSITIVE_INFINITY};
    int[] nearest = {-1};
    candidates.forEach(
        row -> {
          double squared = known.features().squaredDistance(row, from, fromRow);
          closest.offer(squared);
          boolean lower = nearest[0] >= 0 && original[row] < original[nearest[0]];
          if (squared < least[0] || (squared == least[0] && lower)) {
            least[0] = squared;
            nearest[0] = row;
          }
        });
    return new Exact(least[0], closest.farthest(), nearest[0]);
  }
}
