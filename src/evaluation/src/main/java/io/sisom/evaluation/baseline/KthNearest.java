package io.sisom.evaluation.baseline;

import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Neighbors;
import io.sisom.method.OuterReading;
import io.sisom.method.Queries;
import java.util.Arrays;

/** Exact distances to the k-th nearest of many rows, regardless of class. */
final class KthNearest {
  private final int width;
  private final KnownSet known;

  /**
   * Takes the rows as they are.
   *
   * @param rows {@code count * width}, one after the other, at least one
   */
  KthNearest(float[] rows, int width) {
    if (rows.length == 0 || rows.length % width != 0) {
      throw new IllegalArgumentException(
          "known rows: %d values are no whole rows of %d units".formatted(rows.length, width));
    }
    int count = rows.length / width;
    this.width = width;
    this.known = KnownSet.of(new FloatFeatures(rows, count, width), new int[count], 1);
  }

  /**
   * Euclidean distance of each query to its k-th nearest row, on all cores. Rows with a non-finite
   * unit are nobody's neighbor, and such a query is infinitely far.
   *
   * @param queries whole rows of the same width
   * @param k 1 or more; the farthest row counts where there are fewer than k
   */
  double[] kthDistances(float[] queries, int k) {
    int total = queries.length / width;
    Queries all = Queries.of(new FloatFeatures(queries, total, width), new int[total]);
    Neighbors[] found = known.nearestOnAllCores(all, OuterReading.QUERY, k, done -> {});
    return Arrays.stream(found).mapToDouble(Neighbors::kthInner).toArray();
  }
}
