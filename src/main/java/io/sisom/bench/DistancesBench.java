package io.sisom.bench;

import io.sisom.sisom.FloatFeatures;
import io.sisom.sisom.KnownSet;
import io.sisom.sisom.Neighbours;
import io.sisom.sisom.OuterReading;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What distances to the known frames cost, for a known set and one ten times as large. */
final class DistancesBench {
  private static final int QUERIES = 32;
  private static final int KNOWN = 2_000;
  private static final int CLASSES = 10;
  private static final Duration TIME = Duration.ofSeconds(10);

  private final int width;

  /**
   * A bench.
   *
   * @param width of a feature
   */
  DistancesBench(int width) {
    this.width = width;
  }

  Section run(BenchWatcher watcher) {
    FloatFeatures queries = clustered(QUERIES, 1);
    KnownSet small = known(KNOWN);
    KnownSet large = known(10 * KNOWN);
    List<Line> lines =
        new Race()
                .add(KNOWN + " known frames", QUERIES, () -> search(small, queries))
                .add(10 * KNOWN + " known frames", QUERIES, () -> search(large, queries))
                .run(TIME, "distances", watcher)
                .stream()
                .map(r -> new Line(r.name(), r.nanos() / 1e6, "ms/frame", r.ratio()))
                .toList();
    return new Section(
        Part.DISTANCES.word(),
        "Inner and outer distance: features of %d units, %d classes".formatted(width, CLASSES),
        lines,
        List.of("features drawn in clusters, one a class"),
        true);
  }

  private static void search(KnownSet known, FloatFeatures queries) {
    for (int i = 0; i < queries.rows(); i++) {
      known.nearest(queries, i, i % CLASSES, Neighbours.NONE, OuterReading.QUERY);
    }
  }

  private KnownSet known(int rows) {
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = i % CLASSES;
    }
    return KnownSet.of(clustered(rows, 2), labels, CLASSES);
  }

  /** Rows around their class's centre, which lies apart from the others'. */
  private FloatFeatures clustered(int rows, long seed) {
    float[][] centres = new float[CLASSES][width];
    SplittableRandom places = new SplittableRandom(0);
    for (float[] centre : centres) {
      for (int unit = 0; unit < width; unit++) {
        centre[unit] = (float) places.nextDouble();
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * width];
    for (int at = 0; at < values.length; at++) {
      float centre = centres[at / width % CLASSES][at % width];
      values[at] = centre + (float) (random.nextDouble() - 0.5);
    }
    return new FloatFeatures(values, rows, width);
  }
}
