package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Classes that are large enough to be searched along axes of their own, beside small and empty
 * ones: every search finds what a search over all rows finds, ties, duplicates and zeros among it.
 */
@Tag("numeric")
class LargeClassProperties {
  private static final int FRAMES = 48;

  @Property(tries = 60)
  void largeAndSmallClassesAreSearchedExactly(
      @ForAll FeatureKind kind,
      @ForAll long seed,
      @ForAll @IntRange(min = 1024, max = 2600) int large,
      @ForAll @IntRange(min = 0, max = 1100) int other,
      @ForAll @IntRange(min = 1, max = 50) int width,
      @ForAll @IntRange(min = 1, max = 12) int k,
      @ForAll OuterReading reading) {
    Random random = new Random(seed);
    int count = large + other;
    FloatFeatures known = kind.features(random, count, width);
    duplicate(random, known);
    // Classes 0 and 3 are empty, 1 is large, 2 is what it comes to be, 4 has one row if any.
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> i < large ? 1 : i == large ? 4 : 2);
    int[] asked = IntStream.range(0, FRAMES).map(i -> random.nextInt(count)).toArray();
    FloatFeatures frames = moved(random, known.select(asked));
    int[] predicted = Samples.labels(random, FRAMES, 5);
    int[] excluded =
        Arrays.stream(asked).map(row -> random.nextBoolean() ? row : Neighbors.NONE).toArray();
    Queries queries = new Queries(frames, predicted, excluded);

    Neighbors[] expected =
        KnownSet.of(known, labels, 5, kernel("exhaustive")).nearest(queries, reading, k);

    for (DistanceKernel kernel : DistanceKernel.available()) {
      assertThat(KnownSet.of(known, labels, 5, kernel).nearest(queries, reading, k))
          .as(kernel.name())
          .isEqualTo(expected);
    }
  }

  private static DistanceKernel kernel(String name) {
    return DistanceKernel.available().stream()
        .filter(kernel -> kernel.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Every seventh row or so is another one's copy, of its own class or another. */
  private static void duplicate(Random random, FloatFeatures rows) {
    int width = rows.width();
    for (int row = 0; row < rows.rows(); row++) {
      if (random.nextInt(7) == 0) {
        int from = random.nextInt(rows.rows());
        System.arraycopy(rows.values(), from * width, rows.values(), row * width, width);
      }
    }
  }

  /** Some stay where a known row is, some move a little. */
  private static FloatFeatures moved(Random random, FloatFeatures rows) {
    float[] values = rows.values().clone();
    for (int i = 0; i < values.length; i++) {
      if (i / rows.width() % 2 == 0) {
        values[i] *= 1 + 0.01f * (float) random.nextGaussian();
      }
    }
    return new FloatFeatures(values, rows.rows(), rows.width());
  }
}
