package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

@Tag("numeric")
class KnownSetTest {
  private static final Features ORIGIN = Samples.doubles(new double[] {0});

  @Example
  void finitesOnlyAreKept() {
    Features features =
        Samples.floats(
            new double[] {3}, new double[] {Double.NaN}, new double[] {1}, new double[] {1e300});
    KnownSet set = KnownSet.of(features, new int[] {1, 0, 0, 1}, 2);
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.dropped()).isEqualTo(2);
    assertThat(nearest(set, 0)).isEqualTo(new Neighbors(1, 3, 2, 0));
  }

  @Example
  void aClassWithoutSamplesIsInfinitelyNovel() {
    KnownSet set = line(new double[] {1, 2}, new int[] {0, 1}, 3);
    Neighbors found = nearest(set, 2);
    assertThat(found.innerRow()).isEqualTo(Neighbors.NONE);
    assertThat(found.outerRow()).isZero();
    assertThat(found.ratio()).isInfinite();
    assertThat(found.confidence()).isZero();
    assertThat(set.nearest(ORIGIN, 0, 2, Neighbors.NONE, OuterReading.ANCHOR)).isEqualTo(found);
  }

  @Example
  void aSetOfOneClassFindsNothingNovel() {
    Neighbors found = nearest(line(new double[] {1, 2}, new int[] {0, 0}, 2), 0);
    assertThat(found).isEqualTo(new Neighbors(1, Double.POSITIVE_INFINITY, 0, Neighbors.NONE));
    assertThat(found.ratio()).isZero();
    assertThat(found.confidence()).isEqualTo(1);
  }

  @Example
  void anEmptySetKnowsNothing() {
    assertThat(nearest(line(new double[0], new int[0], 2), 1).ratio()).isInfinite();
  }

  @Example
  void oneSampleWithTwoLabelsDecidesNothing() {
    KnownSet set = line(new double[] {0, 0}, new int[] {0, 1}, 2);
    assertThat(nearest(set, 0).ratio()).isEqualTo(1);
  }

  @Example
  void standingOnAnotherClassIsInfinitelyNovel() {
    KnownSet set = line(new double[] {1, 0}, new int[] {0, 1}, 2);
    assertThat(nearest(set, 0).ratio()).isInfinite();
  }

  @Example
  void anchorMeasuresFromTheNearestInnerSample() {
    KnownSet set = line(new double[] {1, -2}, new int[] {0, 1}, 2);
    assertThat(set.nearest(ORIGIN, 0, 0, Neighbors.NONE, OuterReading.ANCHOR))
        .isEqualTo(new Neighbors(1, 3, 0, 1));
    assertThat(nearest(set, 0)).isEqualTo(new Neighbors(1, 2, 0, 1));
  }

  @Example
  void refusesALabelThatIsNoClass() {
    assertThatThrownBy(() -> line(new double[] {1}, new int[] {2}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 0");
  }

  @Property
  void ratioAndConfidenceAreTotal(
      @ForAll @DoubleRange(min = 0, max = Double.MAX_VALUE) double inner,
      @ForAll @DoubleRange(min = 0, max = Double.MAX_VALUE) double outer,
      @ForAll boolean noInner,
      @ForAll boolean noOuter) {
    Neighbors found =
        new Neighbors(
            noInner ? Double.POSITIVE_INFINITY : inner,
            noOuter ? Double.POSITIVE_INFINITY : outer,
            0,
            0);
    assertThat(found.ratio()).isNotNaN().isGreaterThanOrEqualTo(0);
    assertThat(found.confidence()).isBetween(0.0, 1.0);
  }

  @Property
  void agreesWithASearchOverAllSamples(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int rows) {
    Random random = new Random(seed);
    int[] labels = Samples.labels(random, rows, 3);
    Features features = Samples.doubles(Samples.grid(random, rows, 2));
    KnownSet set = KnownSet.of(features, labels, 3);
    int excluded = random.nextInt(rows);
    for (int label = 0; label < 3; label++) {
      Neighbors found = set.nearest(features, excluded, label, excluded, OuterReading.QUERY);
      int inner = lowestNearest(features, excluded, labels, label, true);
      int outer = lowestNearest(features, excluded, labels, label, false);
      assertThat(found.innerRow()).isEqualTo(inner);
      assertThat(found.outerRow()).isEqualTo(outer);
    }
  }

  @Property
  void doesNotDependOnTheOrderOfItsSamples(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int rows) {
    Random random = new Random(seed);
    int[] labels = Samples.labels(random, rows, 3);
    double[][] values = DistanceTest.gaussians(random, rows, 3);
    Features frame = Samples.floats(DistanceTest.gaussians(random, 1, 3));
    List<Integer> order = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      order.add(row);
    }
    Collections.shuffle(order, random);
    double[][] shuffled = new double[rows][];
    int[] shuffledLabels = new int[rows];
    for (int row = 0; row < rows; row++) {
      shuffled[row] = values[order.get(row)];
      shuffledLabels[row] = labels[order.get(row)];
    }
    KnownSet set = KnownSet.of(Samples.floats(values), labels, 3);
    KnownSet other = KnownSet.of(Samples.floats(shuffled), shuffledLabels, 3);
    for (OuterReading reading : OuterReading.values()) {
      Neighbors here = set.nearest(frame, 0, 1, Neighbors.NONE, reading);
      Neighbors there = other.nearest(frame, 0, 1, Neighbors.NONE, reading);
      assertThat(there.inner()).isEqualTo(here.inner());
      assertThat(there.outer()).isEqualTo(here.outer());
      if (here.innerRow() >= 0) {
        assertThat(order.get(there.innerRow())).isEqualTo(here.innerRow());
      }
      if (here.outerRow() >= 0) {
        assertThat(order.get(there.outerRow())).isEqualTo(here.outerRow());
      }
    }
  }

  private static Neighbors nearest(KnownSet set, int label) {
    return set.nearest(ORIGIN, 0, label, Neighbors.NONE, OuterReading.QUERY);
  }

  private static KnownSet line(double[] places, int[] labels, int classes) {
    return KnownSet.of(new DoubleFeatures(places, places.length, 1), labels, classes);
  }

  private static int lowestNearest(
      Features features, int row, int[] labels, int label, boolean inner) {
    int best = Neighbors.NONE;
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < labels.length; other++) {
      double distance = features.squaredDistance(row, features, other);
      if (other != row && (labels[other] == label) == inner && distance < least) {
        least = distance;
        best = other;
      }
    }
    return best;
  }
}
