package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Every kernel finds what a search over all rows finds: the same rows, distances to the last bit.
 */
@Tag("numeric")
class KernelProperties {
  private static final DistanceKernel EXHAUSTIVE =
      DistanceKernel.available().stream()
          .filter(kernel -> kernel.name().equals("exhaustive"))
          .findFirst()
          .orElseThrow();

  @Property(tries = 400)
  void everyKernelAgreesWithTheExhaustiveOne(
      @ForAll("kernels") DistanceKernel kernel,
      @ForAll FeatureKind kind,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 700) int count,
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 1, max = 6) int classes,
      @ForAll @IntRange(min = 1, max = 25) int k,
      @ForAll OuterReading reading) {
    Random random = new Random(seed);
    FloatFeatures known = kind.features(random, count, width);
    int[] labels = Samples.labels(random, count, classes);
    int[] asked = IntStream.range(0, 70).map(i -> random.nextInt(count + 1)).toArray();
    FloatFeatures frames = frames(random, known, asked);
    int[] predicted = Samples.labels(random, 70, classes + 1);
    int[] excluded =
        Arrays.stream(asked).map(row -> random.nextBoolean() ? row : Neighbors.NONE).toArray();
    Queries queries = new Queries(frames, predicted, excluded);

    Neighbors[] expected =
        KnownSet.of(known, labels, classes + 1, EXHAUSTIVE).nearest(queries, reading, k);
    KnownSet set = KnownSet.of(known, labels, classes + 1, kernel);
    assertThat(set.nearest(queries, reading, k)).isEqualTo(expected);
    assertThat(set.nearestOnAllCores(queries, reading, k, done -> {})).isEqualTo(expected);
    assertThat(set.nearest(frames, 3, predicted[3], excluded[3], reading, k))
        .isEqualTo(expected[3]);
  }

  @Property(tries = 12)
  void everyKernelAgreesForWideFeatures(
      @ForAll("kernels") DistanceKernel kernel,
      @ForAll long seed,
      @ForAll @IntRange(min = 900, max = 1100) int width) {
    Random random = new Random(seed);
    FloatFeatures known = FeatureKind.NEAR_DUPLICATES.features(random, 300, width);
    Queries queries = Queries.of(FeatureKind.GAUSSIAN.features(random, 20, width), new int[20]);
    int[] labels = Samples.labels(random, 300, 2);
    assertThat(KnownSet.of(known, labels, 2, kernel).nearest(queries, OuterReading.QUERY, 3))
        .isEqualTo(
            KnownSet.of(known, labels, 2, EXHAUSTIVE).nearest(queries, OuterReading.QUERY, 3));
  }

  @Property(tries = 60)
  void aRowThatIsNotFiniteIsNobodysNeighbor(
      @ForAll("kernels") DistanceKernel kernel, @ForAll long seed) {
    Random random = new Random(seed);
    float[] values = FeatureKind.GAUSSIAN.features(random, 60, 5).values().clone();
    float[] broken = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int row = 0; row < 60; row += 7) {
      values[row * 5 + random.nextInt(5)] = broken[random.nextInt(3)];
    }
    FloatFeatures known = new FloatFeatures(values, 60, 5);
    int[] labels = Samples.labels(random, 60, 3);
    Queries queries = Queries.of(FeatureKind.GAUSSIAN.features(random, 9, 5), new int[9]);
    KnownSet set = KnownSet.of(known, labels, 3, kernel);
    assertThat(set.dropped()).isEqualTo(9);
    assertThat(set.nearest(queries, OuterReading.QUERY, 4))
        .isEqualTo(
            KnownSet.of(known, labels, 3, EXHAUSTIVE).nearest(queries, OuterReading.QUERY, 4))
        .allMatch(found -> found.innerRow() % 7 != 0 && found.outerRow() % 7 != 0);
  }

  @Property(tries = 40)
  void aFrameThatIsNotFiniteIsInfinitelyFar(@ForAll("kernels") DistanceKernel kernel) {
    KnownSet set =
        KnownSet.of(FeatureKind.GAUSSIAN.features(new Random(1), 50, 3), new int[50], 1, kernel);
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      FloatFeatures frame = FloatFeatures.ofRow(new float[] {0, value, 0});
      assertThat(set.nearest(Queries.of(frame, new int[1]), OuterReading.QUERY, 2)[0].inner())
          .isInfinite();
    }
  }

  @Property(tries = 60)
  void bothPrecisionsMeet(@ForAll("kernels") DistanceKernel kernel, @ForAll long seed) {
    Random random = new Random(seed);
    FloatFeatures known = FeatureKind.GAUSSIAN.features(random, 40, 4);
    Features frame = Samples.doubles(DistanceTest.gaussians(random, 1, 4));
    int[] labels = Samples.labels(random, 40, 2);
    Queries queries = Queries.of(frame, new int[] {1});
    assertThat(KnownSet.of(known, labels, 2, kernel).nearest(queries, OuterReading.ANCHOR, 2))
        .isEqualTo(
            KnownSet.of(known, labels, 2, EXHAUSTIVE).nearest(queries, OuterReading.ANCHOR, 2));
  }

  @Example
  void theFirstAvailableIsTheOneUsed() {
    List<String> names = DistanceKernel.available().stream().map(DistanceKernel::name).toList();
    assertThat(names).endsWith("plain", "matmul", "exhaustive");
    assertThat(DistanceKernel.preferred().name()).isEqualTo(names.get(0));
  }

  @Example
  void theVectorApiIsThereForTheTests() {
    assertThat(DistanceKernel.available().get(0).name()).isEqualTo("vector");
  }

  @Example
  void refusesLessThanOneNeighbor() {
    KnownSet set = KnownSet.of(Samples.floats(new double[] {1}), new int[1], 1);
    assertThatThrownBy(() -> set.nearest(set(1), OuterReading.QUERY, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("k 0");
  }

  @Provide
  Arbitrary<DistanceKernel> kernels() {
    List<DistanceKernel> kernels = new ArrayList<>(DistanceKernel.available());
    kernels.add(DistanceKernel.multiplying(new RoughProduct()));
    return Arbitraries.of(kernels);
  }

  private static Queries set(int rows) {
    return Queries.of(new FloatFeatures(new float[rows], rows, 1), new int[rows]);
  }

  /** The known rows asked for, some moved a little; beyond the last one, a row of its own. */
  private static FloatFeatures frames(Random random, FloatFeatures known, int[] asked) {
    int width = known.width();
    float[] values = new float[asked.length * width];
    for (int i = 0; i < asked.length; i++) {
      for (int u = 0; u < width; u++) {
        float from =
            asked[i] < known.rows()
                ? known.values()[asked[i] * width + u]
                : (float) random.nextGaussian();
        values[i * width + u] =
            random.nextInt(3) == 0 ? from * (1 + 1e-6f * random.nextFloat()) : from;
      }
    }
    return new FloatFeatures(values, asked.length, width);
  }
}
