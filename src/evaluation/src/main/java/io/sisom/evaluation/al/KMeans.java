package io.sisom.evaluation.al;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** k-means (Lloyd 1982) from centers drawn by k-means++ (Arthur and Vassilvitskii 2007). */
final class KMeans {
  private static final int MAX_ROUNDS = 20;

  private KMeans() {}

  /**
   * The cluster of each row, 0 to {@code count − 1}. Clusters may be empty where rows are the same.
   *
   * @param count of clusters, 1 or more
   */
  static int[] clusters(LastUnits rows, int count, RandomGenerator random) {
    LastUnits centers = seeds(rows, count, random);
    int[] clusters = nearest(rows, centers);
    for (int round = 1; round < MAX_ROUNDS; round++) {
      centers = rows.means(clusters, centers);
      int[] moved = nearest(rows, centers);
      if (Arrays.equals(moved, clusters)) {
        break;
      }
      clusters = moved;
    }
    return clusters;
  }

  private static LastUnits seeds(LastUnits rows, int count, RandomGenerator random) {
    int[] seeds = new int[count];
    seeds[0] = random.nextInt(rows.rows());
    double[] distances = new double[rows.rows()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int i = 1; i < count; i++) {
      int last = seeds[i - 1];
      IntStream.range(0, distances.length)
          .parallel()
          .forEach(
              row ->
                  distances[row] =
                      Math.min(distances[row], LastUnits.squaredDistance(rows, row, rows, last)));
      seeds[i] = Draw.byWeight(distances, random);
    }
    return rows.select(seeds);
  }

  private static int[] nearest(LastUnits rows, LastUnits centers) {
    return IntStream.range(0, rows.rows())
        .parallel()
        .map(
            row -> {
              int best = 0;
              double least = Double.POSITIVE_INFINITY;
              for (int c = 0; c < centers.rows(); c++) {
                double distance = LastUnits.squaredDistance(rows, row, centers, c);
                if (distance < least) {
                  least = distance;
                  best = c;
                }
              }
              return best;
            })
        .toArray();
  }
}
