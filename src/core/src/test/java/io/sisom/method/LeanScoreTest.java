package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@net.jqwik.api.Tag("numeric")
@Tag("numeric")
class LeanScoreTest {
  private static final TapLayout LAYOUT =
      new TapLayout(
          List.of(
              new TapLayout.Tap("early", 0, 1),
              new TapLayout.Tap("middle", 1, 2),
              new TapLayout.Tap("late", 3, 2)));

  @Test
  void takesTheMiddleTapAndTheLastUnlessTold() {
    assertThat(LeanFeature.defaultTaps(LAYOUT)).containsExactly("middle", "late");
    assertThat(LeanFeature.defaultTaps(layoutOf(1))).containsExactly("t0");
    assertThat(LeanFeature.defaultTaps(layoutOf(2))).containsExactly("t0", "t1");
    assertThat(LeanFeature.defaultTaps(layoutOf(5))).containsExactly("t2", "t4");
  }

  @Test
  void normalizesEachTapByItself() {
    assertThat(feature(9, 3, 4, 0, 0.5f)).containsExactly(0.6f, 0.8f, 0f, 1f);
  }

  @Test
  void leavesASilentTapAtZero() {
    assertThat(feature(9, 0, 0, 1, 0)).containsExactly(0f, 0f, 1f, 0f);
  }

  @Test
  void doesNotDependOnPoolingByMeanOrBySum() {
    assertThat(feature(1, 2, 1, 4, 4)).isEqualTo(feature(1, 2 * 64, 64, 4 * 16, 4 * 16));
  }

  @Test
  void takesSignedRootsWhereAskedTo() {
    LeanFeature roots = new LeanFeature(LAYOUT, List.of("middle", "late"), true);
    float[] out = new float[4];
    assertThat(roots.enhance(new float[] {1, 9, -16, 0, 25}, new float[0], 0, out, 0)).isTrue();
    assertThat(out).containsExactly(0.6f, -0.8f, 0f, 1f);
    double[] doubles = new double[4];
    roots.enhance(new double[] {1, 9, -16, 0, 25}, new double[0], 0, doubles, 0);
    assertThat(doubles).containsExactly(0.6, -0.8, 0, 1);
  }

  @Test
  void tellsWhereAChosenTapIsNotFinite() {
    LeanFeature lean = lean();
    assertThat(lean.enhance(new float[] {Float.NaN, 1, 1, 1, 1}, new float[0], 0, new float[4], 0))
        .as("the tap that is off")
        .isTrue();
    assertThat(lean.enhance(new float[] {1, 1, Float.NaN, 1, 1}, new float[0], 0, new float[4], 0))
        .isFalse();
    assertThat(lean.needsGradients()).isFalse();
  }

  @Test
  void refusesTapsThatAreNotThere() {
    assertThatThrownBy(() -> new LeanFeature(LAYOUT, List.of("later")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[early, middle, late]");
    assertThatThrownBy(() -> new LeanFeature(LAYOUT, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void float32AgreesWithFloat64(@ForAll long seed) {
    Random random = new Random(seed);
    float[] floats = new float[5];
    double[] doubles = new double[5];
    for (int k = 0; k < 5; k++) {
      floats[k] = (float) random.nextGaussian();
      doubles[k] = floats[k];
    }
    float[] single = new float[4];
    double[] precise = new double[4];
    lean().enhance(floats, new float[0], 0, single, 0);
    lean().enhance(doubles, new double[0], 0, precise, 0);
    for (int u = 0; u < 4; u++) {
      assertThat((double) single[u]).isCloseTo(precise[u], within(1e-7));
    }
  }

  @Property
  void distanceIsThatOfTheKthNearestOfTheClass(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int k) {
    Random random = new Random(seed);
    double[][] rows = Samples.grid(random, 30, 3);
    int[] labels = Samples.labels(random, 30, 3);
    KnownSet known = KnownSet.of(Samples.floats(rows), labels, 3);
    double[] frame = Samples.grid(random, 1, 3)[0];
    for (int label = 0; label < 3; label++) {
      Neighbors found = nearest(known, frame, label, k);
      double[] sorted = sortedDistances(rows, labels, frame, label);
      double expected =
          sorted.length == 0
              ? Double.POSITIVE_INFINITY
              : sorted[Math.min(k, sorted.length) - 1]; // fewer than k: the farthest
      assertThat(found.kthInner()).isCloseTo(expected, within(1e-9));
      assertThat(found.inner()).isEqualTo(nearest(known, frame, label, 1).inner());
    }
  }

  @Test
  void measuresTheFarthestWhereAClassHasFewerThanK() {
    KnownSet known =
        KnownSet.of(
            Samples.floats(new double[] {0}, new double[] {3}, new double[] {9}),
            new int[] {0, 0, 1},
            2);
    assertThat(nearest(known, new double[] {1}, 0, 10).kthInner()).isEqualTo(2);
    assertThat(nearest(known, new double[] {1}, 1, 10).kthInner()).isEqualTo(8);
  }

  private static Neighbors nearest(KnownSet known, double[] frame, int label, int k) {
    return known.nearest(Samples.floats(frame), 0, label, Neighbors.NONE, OuterReading.QUERY, k);
  }

  private static double[] sortedDistances(
      double[][] rows, int[] labels, double[] frame, int label) {
    return IntStream.of(Samples.rowsOf(labels, label))
        .mapToDouble(
            row ->
                Math.sqrt(
                    IntStream.range(0, frame.length)
                        .mapToDouble(u -> Math.pow(rows[row][u] - frame[u], 2))
                        .sum()))
        .sorted()
        .toArray();
  }

  private static LeanFeature lean() {
    return new LeanFeature(LAYOUT, LeanFeature.defaultTaps(LAYOUT));
  }

  private static float[] feature(float... taps) {
    float[] out = new float[4];
    assertThat(lean().enhance(taps, new float[0], 0, out, 0)).isTrue();
    return out;
  }

  private static TapLayout layoutOf(int taps) {
    return new TapLayout(
        Arrays.stream(Samples.identity(taps))
            .mapToObj(t -> new TapLayout.Tap("t" + t, t, 1))
            .toList());
  }
}
