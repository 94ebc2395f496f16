package io.sisom.bench;

import io.sisom.method.DistanceKernel;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.OuterReading;
import io.sisom.method.Queries;
import io.sisom.network.DistanceDevice;
import io.sisom.network.DistancePlace;
import io.sisom.network.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What distances to the known frames cost, for a known set and one ten times as large. */
final class DistancesBench {
  private static final int QUERIES = 32;
  private static final int KNOWN = 2_000;
  private static final int CLASSES = 10;
  private static final int DIRECTIONS = 24;
  private static final Duration TIME = Duration.ofSeconds(10);

  private final int width;
  private final Placement placement;

  /**
   * A bench.
   *
   * @param width of a feature
   * @param placement whose device multiplies matrices
   */
  DistancesBench(int width, Placement placement) {
    this.width = width;
    this.placement = placement.withDistances(DistancePlace.DEVICE);
  }

  BenchSection run(BenchListener listener) {
    try (DistanceDevice device = DistanceDevice.of(placement)) {
      List<DistanceKernel> all = new ArrayList<>(DistanceKernel.available());
      all.add(device.kernel());
      return run(all, listener);
    }
  }

  private BenchSection run(List<DistanceKernel> all, BenchListener listener) {
    Queries queries = queries();
    InterleavedTiming kernels = new InterleavedTiming();
    for (DistanceKernel kernel : all) {
      KnownSet known = known(KNOWN, kernel);
      kernels.add(
          kernel.name() + ", " + KNOWN + " known frames", QUERIES, () -> search(known, queries));
    }
    KnownSet small = known(KNOWN, DistanceKernel.preferred());
    KnownSet large = known(10 * KNOWN, DistanceKernel.preferred());
    InterleavedTiming sizes =
        new InterleavedTiming()
            .add(KNOWN + " known frames", QUERIES, () -> search(small, queries))
            .add(10 * KNOWN + " known frames", QUERIES, () -> search(large, queries));
    List<BenchFigure> lines =
        new ArrayList<>(lines(kernels.run(TIME, "distances, kernels", listener)));
    lines.addAll(lines(sizes.run(TIME, "distances, sizes", listener)));
    return new BenchSection(
        BenchPart.DISTANCES.word(),
        "Inner and outer distance: features of %d units, %d classes".formatted(width, CLASSES),
        lines,
        List.of(
            "features drawn in clusters, one a class",
            "in use in Java: " + DistanceKernel.preferred().name()),
        true);
  }

  private static List<BenchFigure> lines(List<InterleavedTiming.Result> results) {
    return results.stream()
        .map(r -> new BenchFigure(r.name(), r.nanos() / 1e6, "ms/frame", r.ratio()))
        .toList();
  }

  private static void search(KnownSet known, Queries queries) {
    known.nearest(queries, OuterReading.QUERY, 1);
  }

  private Queries queries() {
    int[] labels = new int[QUERIES];
    for (int i = 0; i < QUERIES; i++) {
      labels[i] = i % CLASSES;
    }
    return Queries.of(clustered(QUERIES, 1), labels);
  }

  private KnownSet known(int rows, DistanceKernel kernel) {
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = i % CLASSES;
    }
    return KnownSet.of(clustered(rows, 2), labels, CLASSES, kernel);
  }

  /**
   * Rows around their class's center. Like a network's features they vary much in a few directions
   * and little in the others, which is what bounds on distances live on.
   */
  private FloatFeatures clustered(int rows, long seed) {
    SplittableRandom places = new SplittableRandom(0);
    double[][] centers = drawn(places, CLASSES);
    double[][] directions = drawn(places, DIRECTIONS);
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      double[] value = centers[row % CLASSES].clone();
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        double far = 2 * (random.nextDouble() - 0.5) / (direction + 1);
        for (int unit = 0; unit < width; unit++) {
          value[unit] += far * directions[direction][unit];
        }
      }
      for (int unit = 0; unit < width; unit++) {
        values[row * width + unit] = (float) value[unit];
      }
    }
    return new FloatFeatures(values, rows, width);
  }

  private double[][] drawn(SplittableRandom random, int vectors) {
    double[][] drawn = new double[vectors][width];
    for (double[] vector : drawn) {
      for (int unit = 0; unit < width; unit++) {
        vector[unit] = random.nextDouble() - 0.5;
      }
    }
    return drawn;
  }
}
