package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever a device lists, what comes of it is what a search over all rows finds: the same rows,
 * distances to the last bit.
 */
@Tag("numeric")
class ShortlistProperties {
  private static final int FRAMES = 40;

  @Property(tries = 400)
  void findsWhatASearchOverAllRowsFinds(
      @ForAll FeatureKind kind,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 1, max = 6) int classes,
      @ForAll @IntRange(min = 1, max = 12) int k,
      @ForAll @IntRange(min = 1, max = 20) int length,
      @ForAll boolean rough,
      @ForAll OuterReading reading) {
    Random random = new Random(seed);
    FloatFeatures known = kind.features(random, count, width);
    int[] labels = Samples.labels(random, count, classes);
    int[] predicted = Samples.labels(random, FRAMES, classes + 1);
    FloatFeatures frames =
        random.nextBoolean() ? near(random, known) : kind.features(random, FRAMES, width);
    KnownSet set = KnownSet.of(known, labels, classes + 1);
    Neighbors[] expected = set.nearest(Queries.of(frames, predicted), reading, k);
    set.deviceRows()
        .map(rows -> new ShortlistMaker(rows, rough).of(frames, predicted, length))
        .ifPresent(
            list ->
                assertThat(set.nearest(frames, predicted, list, reading, k).neighbors())
                    .isEqualTo(expected));
  }

  @Example
  void searchesNothingWhereNeighborsLieApart() {
    Random random = new Random(1);
    FloatFeatures known = FeatureKind.GAUSSIAN.features(random, 500, 30);
    int[] labels = Samples.labels(random, 500, 4);
    FloatFeatures frames = FeatureKind.GAUSSIAN.features(random, FRAMES, 30);
    KnownSet set = KnownSet.of(known, labels, 4);
    Shortlist list =
        new ShortlistMaker(set.deviceRows().orElseThrow(), false).of(frames, new int[FRAMES], 8);
    for (OuterReading reading : OuterReading.values()) {
      assertThat(set.nearest(frames, new int[FRAMES], list, reading, 1).searched()).isZero();
    }
  }

  @Example
  void searchesFramesThatTheDeviceTookForAnotherClass() {
    Random random = new Random(2);
    FloatFeatures known = FeatureKind.GAUSSIAN.features(random, 90, 5);
    KnownSet set = KnownSet.of(known, Samples.labels(random, 90, 2), 2);
    FloatFeatures frames = FeatureKind.GAUSSIAN.features(random, FRAMES, 5);
    int[] zeros = new int[FRAMES];
    int[] ones = IntStream.generate(() -> 1).limit(FRAMES).toArray();
    Shortlist list = new ShortlistMaker(set.deviceRows().orElseThrow(), false).of(frames, ones, 8);
    Shortlisted found = set.nearest(frames, zeros, list, OuterReading.QUERY, 1);
    assertThat(found.searched()).isEqualTo(FRAMES);
    assertThat(found.neighbors())
        .isEqualTo(set.nearest(Queries.of(frames, zeros), OuterReading.QUERY, 1));
  }

  /** More of the same row than the list holds: any of them may be the lowest. */
  @Example
  void ofMoreEqualRowsThanAreListedTheLowestIsFound() {
    float[] values = new float[100 * 3];
    Arrays.fill(values, 0.25f);
    KnownSet set = KnownSet.of(new FloatFeatures(values, 100, 3), new int[100], 1);
    FloatFeatures frame = FloatFeatures.ofRow(new float[] {0.25f, 0.25f, 0.5f});
    Shortlist list =
        new ShortlistMaker(set.deviceRows().orElseThrow(), false).of(frame, new int[1], 4);
    assertThat(list.inner()).as("as any device may").doesNotContain(0);
    Shortlisted found = set.nearest(frame, new int[1], list, OuterReading.QUERY, 1);
    assertThat(found.neighbors()[0].innerRow()).isZero();
    assertThat(found.searched()).isEqualTo(1);
  }

  @Example
  void selectsFrames() {
    KnownSet set = KnownSet.of(FeatureKind.GAUSSIAN.features(new Random(3), 20, 2), new int[20], 1);
    FloatFeatures frames = FeatureKind.GAUSSIAN.features(new Random(4), 5, 2);
    ShortlistMaker maker = new ShortlistMaker(set.deviceRows().orElseThrow(), false);
    Shortlist some = maker.of(frames, new int[5], 3).select(new int[] {4, 1});
    Shortlist same = maker.of(frames.select(new int[] {4, 1}), new int[2], 3);
    assertThat(some.inner()).isEqualTo(same.inner());
    assertThat(some.outer()).isEqualTo(same.outer());
    assertThat(some.innerBeyond()).isEqualTo(same.innerBeyond());
    assertThat(some.outerBeyond()).isEqualTo(same.outerBeyond());
  }

  private static FloatFeatures near(Random random, FloatFeatures known) {
    float[] values = new float[FRAMES * known.width()];
    for (int i = 0; i < FRAMES; i++) {
      int row = random.nextInt(known.rows());
      for (int u = 0; u < known.width(); u++) {
        float value = known.values()[row * known.width() + u];
        values[i * known.width() + u] =
            random.nextInt(3) == 0 ? value * (1 + 1e-6f * random.nextFloat()) : value;
      }
    }
    return new FloatFeatures(values, FRAMES, known.width());
  }
}
