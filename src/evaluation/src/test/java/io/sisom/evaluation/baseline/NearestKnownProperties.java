package io.sisom.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("numeric")
class NearestKnownProperties {
  @Property(tries = 60)
  void findsWhatSortingAllDistancesFinds(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9000) int count,
      @ForAll @IntRange(min = 1, max = 60) int k) {
    Random random = new Random(seed);
    float[] known = random(random, count * width);
    float[] queries = random(random, 35 * width);
    double[] found = new KthNearest(known, width).kthDistances(queries, k);
    assertThat(found).hasSize(35);
    for (int i : new int[] {0, 31, 32, 34}) {
      assertThat(found[i]).isEqualTo(kthBySorting(known, queries, i, width, k), within(1e-5));
    }
  }

  @Example
  void aKnownFrameIsAtNoDistanceFromItself() {
    float[] known = random(new Random(1), 3000 * 64);
    assertThat(new KthNearest(known, 64).kthDistances(known, 1)).containsOnly(0.0);
  }

  @Example
  void whatIsNotFiniteIsFarFromEverything() {
    float[] known = {1, Float.NaN, 3};
    double[] found = new KthNearest(known, 1).kthDistances(new float[] {3.5f, Float.NaN}, 1);
    assertThat(found).containsExactly(0.5, Double.POSITIVE_INFINITY);
  }

  private static float[] random(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static double kthBySorting(float[] known, float[] queries, int query, int width, int k) {
    int count = known.length / width;
    double[] distances =
        IntStream.range(0, count)
            .mapToDouble(row -> distance(known, row, queries, query, width))
            .sorted()
            .toArray();
    return distances[Math.min(k, count) - 1];
  }

  private static double distance(float[] known, int row, float[] queries, int query, int width) {
    double sum = 0;
    for (int u = 0; u < width; u++) {
      double difference = (double) known[row * width + u] - queries[query * width + u];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
