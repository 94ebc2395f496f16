package io.sisom.method;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nearest neighbors of 32 frames among drawn known frames: 10 classes of 20 clusters each, which
 * vary along 12 directions and a little along all. {@link DistanceBenchmarkTest} runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 8, time = 1)
public class DistanceBenchmark {
  private static final int CLASSES = 10;
  private static final int CLUSTERS = 20;
  private static final int FRAMES = 32;

  @Param({"vector", "plain", "matmul", "exhaustive"})
  public String kernel = "vector";

  @Param({"5000", "50000"})
  public int known = 5000;

  @Param({"112"})
  public int width = 112;

  /** 0 leaves independent noise in all units. */
  @Param({"12"})
  public int directions = 12;

  private KnownSet set = KnownSet.of(new FloatFeatures(new float[0], 0, 1), new int[0], 1);
  private Queries queries = Queries.of(new FloatFeatures(new float[0], 0, 1), new int[0]);

  @Setup
  public void draw() {
    Random random = new Random(1);
    float[][] axes = gaussians(random, directions, width);
    float[][] centers = gaussians(random, CLASSES * CLUSTERS, directions);
    DistanceKernel chosen =
        DistanceKernel.available().stream()
            .filter(k -> k.name().equals(kernel))
            .findFirst()
            .orElseThrow();
    int[] labels = Samples.labels(random, known, CLASSES);
    int[] predicted = Samples.labels(random, FRAMES, CLASSES);
    set = KnownSet.of(rows(random, labels, centers, axes), labels, CLASSES, chosen);
    queries = Queries.of(rows(random, predicted, centers, axes), predicted);
  }

  @Benchmark
  public Neighbors[] nearest() {
    return set.nearest(queries, OuterReading.QUERY, 1);
  }

  @Benchmark
  public Neighbors[] tenthNearest() {
    return set.nearest(queries, OuterReading.QUERY, 10);
  }

  private static float[][] gaussians(Random random, int count, int width) {
    float[][] drawn = new float[count][width];
    for (float[] row : drawn) {
      for (int u = 0; u < width; u++) {
        row[u] = (float) random.nextGaussian();
      }
    }
    return drawn;
  }

  private FloatFeatures rows(Random random, int[] labels, float[][] centers, float[][] axes) {
    float[] values = new float[labels.length * width];
    for (int row = 0; row < labels.length; row++) {
      float[] center = centers[labels[row] * CLUSTERS + random.nextInt(CLUSTERS)];
      for (int d = 0; d < directions; d++) {
        float along = center[d] + 0.3f * (float) random.nextGaussian();
        for (int u = 0; u < width; u++) {
          values[row * width + u] += along * axes[d][u];
        }
      }
      for (int u = 0; u < width; u++) {
        values[row * width + u] += 0.1f * (float) random.nextGaussian();
      }
    }
    return new FloatFeatures(values, labels.length, width);
  }
}
