package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

@Tag("numeric")
class ProbCoverTest {
  @Example
  void picksTheCenterOfTheDensestGroupFirst() {
    Features line = line(0, 1, 2, 10, 11, 20);
    ProbCover.Cover cover = ProbCover.cover(line, Samples.identity(6), 1.5, 3);
    assertThat(cover.rows()).containsExactly(1, 3, 5);
    assertThat(cover.restarts()).isZero();
  }

  @Example
  void leavesTheEdgeOfABallOutside() {
    assertThat(ProbCover.cover(line(0, 1, 2), Samples.identity(3), 1, 2).rows())
        .as("balls of one sample each: the lowest rows")
        .containsExactly(0, 1);
  }

  @Example
  void restartsAmongTheUnpickedWhenAllIsCovered() {
    ProbCover.Cover cover = ProbCover.cover(line(0, 1, 2, 3), Samples.identity(4), 9, 3);
    assertThat(cover.rows()).containsExactly(0, 1, 2);
    assertThat(cover.restarts()).isEqualTo(2);
  }

  @Example
  void roundsBudgetsHalfUpWithinTheirBounds() {
    assertThat(ProbCover.budget(205, 0.1, 1)).isEqualTo(21);
    assertThat(ProbCover.budget(204, 0.1, 1)).isEqualTo(20);
    assertThat(ProbCover.budget(3, 0.1, 1)).isEqualTo(1);
    assertThat(ProbCover.budget(200, 0.1, 50)).isEqualTo(50);
    assertThat(ProbCover.budget(30, 0.1, 50)).isEqualTo(30);
  }

  @Example
  void refusesABudgetBeyondTheClass() {
    assertThatThrownBy(() -> ProbCover.cover(line(0), Samples.identity(1), 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 picks of 1");
  }

  @Example
  void takesTheRadiusFromNearestNeighborsWithinClasses() {
    Features line = line(0, 1, 3, 3.5, 7.5, 100);
    int[][] classes = {{0, 1, 2}, {3, 4}, {5}};
    assertThat(ProbCover.radius(line, classes, 0)).isEqualTo(1);
    assertThat(ProbCover.radius(line, classes, 0.5)).isEqualTo(2);
    assertThat(ProbCover.radius(line, classes, 1)).isEqualTo(4);
    assertThat(ProbCover.radius(line, new int[][] {{0}, {}}, 0.5)).isZero();
  }

  @Property(tries = 200)
  void agreesWithTheAlgorithmWrittenPlainly(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 90) int size,
      @ForAll @DoubleRange(min = 0.05, max = 1.2) double radius) {
    Random random = new Random(seed);
    Features features = Samples.doubles(Samples.grid(random, size, 3));
    int budget = random.nextInt(size + 1);
    ProbCover.Cover cover = ProbCover.cover(features, Samples.identity(size), radius, budget);
    assertThat(cover.rows())
        .doesNotHaveDuplicates()
        .hasSize(budget)
        .isEqualTo(plain(features, radius, budget));
    assertThat(ProbCover.cover(features, Samples.identity(size), radius, budget).rows())
        .isEqualTo(cover.rows());
  }

  @Property(tries = 200)
  void leavesNothingUncoveredOnceItHasRestarted(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
    Random random = new Random(seed);
    Features features = Samples.floats(Samples.grid(random, size, 2));
    double radius = 0.3;
    int budget = 1 + random.nextInt(size);
    ProbCover.Cover cover = ProbCover.cover(features, Samples.identity(size), radius, budget);
    boolean allCovered =
        Arrays.stream(Samples.identity(size))
            .allMatch(
                row ->
                    Arrays.stream(cover.rows())
                        .anyMatch(center -> inBall(features, center, row, radius)));
    assertThat(allCovered || cover.restarts() == 0).isTrue();
    assertThat(allCovered || budget < size).isTrue();
  }

  @Property(tries = 100)
  void givesARadiusBetweenTheExtremesThatGrowsWithTheQuantile(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double quantile) {
    Features features = Samples.doubles(DistanceTest.gaussians(new Random(seed), 20, 3));
    int[][] classes = {Samples.identity(20)};
    assertThat(ProbCover.radius(features, classes, quantile))
        .isBetween(
            ProbCover.radius(features, classes, quantile / 2),
            ProbCover.radius(features, classes, 1));
    assertThat(ProbCover.radius(features, classes, 0))
        .isCloseTo(closestPair(features), within(0.0));
  }

  /** Sets instead of bits, gains counted afresh at each step. */
  private static int[] plain(Features features, double radius, int budget) {
    Set<Integer> uncovered = new HashSet<>();
    Set<Integer> picked = new LinkedHashSet<>();
    for (int p = 0; p < budget; p++) {
      if (uncovered.isEmpty()) {
        for (int row = 0; row < features.rows(); row++) {
          if (!picked.contains(row)) {
            uncovered.add(row);
          }
        }
      }
      int best = -1;
      long most = -1;
      for (int row = 0; row < features.rows(); row++) {
        int center = row;
        long gain = uncovered.stream().filter(u -> inBall(features, center, u, radius)).count();
        if (!picked.contains(row) && gain > most) {
          most = gain;
          best = row;
        }
      }
      int center = best;
      picked.add(best);
      uncovered.removeIf(u -> inBall(features, center, u, radius));
    }
    return picked.stream().mapToInt(row -> row).toArray();
  }

  private static boolean inBall(Features features, int center, int row, double radius) {
    return center == row || Math.sqrt(features.squaredDistance(center, features, row)) < radius;
  }

  private static double closestPair(Features features) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < features.rows(); i++) {
      for (int j = 0; j < i; j++) {
        least = Math.min(least, features.squaredDistance(i, features, j));
      }
    }
    return Math.sqrt(least);
  }

  private static Features line(double... places) {
    return new DoubleFeatures(places, places.length, 1);
  }
}
