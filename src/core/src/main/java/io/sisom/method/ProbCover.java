package io.sisom.method;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Class-wise ProbCover: a small set of samples whose balls cover most of a class in
 * enhanced-feature space. Greedy, deterministic.
 */
public final class ProbCover {
  private ProbCover() {}

  /**
   * What was picked.
   *
   * @param rows of the features, in the order of picking
   * @param restarts how often everything was covered before the budget was spent; more than a few
   *     mean the radius is too large
   */
  public record Cover(int[] rows, int restarts) {}

  /**
   * Picks per class: {@code round(fraction·size)}, halves up, at least the minimum, at most all.
   *
   * @param size samples of the class, 1 or more
   * @param fraction 0 to 1; the paper's is 0.1
   * @param minimum 1 or more
   */
  public static int budget(int size, double fraction, int minimum) {
    return (int) Math.min(size, Math.max(minimum, Math.round(fraction * size)));
  }

  /**
   * Covers one class. Each step picks, among those not picked, the sample whose ball holds most
   * uncovered samples, the lowest place in {@code rows} on a tie, and marks its ball covered. When
   * all is covered it starts again with those not picked. Holds {@code n²} bits; balls are made on
   * all cores.
   *
   * @param rows of the class's samples
   * @param radius of a ball, exclusive; a ball always holds its own center
   * @param budget picks, 0 to {@code rows.length}
   */
  public static Cover cover(Features features, int[] rows, double radius, int budget) {
    if (budget < 0 || budget > rows.length) {
      throw new IllegalArgumentException(
          "budget: " + budget + " picks of " + rows.length + " samples");
    }
    Balls balls = Balls.of(features, rows, radius);
    boolean[] picked = new boolean[rows.length];
    int[] picks = new int[budget];
    Uncovered uncovered = new Uncovered(balls, picked);
    int restarts = 0;
    for (int p = 0; p < budget; p++) {
      if (uncovered.isEmpty()) {
        uncovered = new Uncovered(balls, picked);
        restarts++;
      }
      int best = uncovered.richestUnpicked(picked);
      picked[best] = true;
      uncovered.coverBallOf(best);
      picks[p] = rows[best];
    }
    return new Cover(picks, restarts);
  }

  /**
   * A radius from the data: a quantile of the distances from each sample to the nearest other one
   * of its class; on all cores.
   *
   * @param rowsByClass rows of each class's samples, finite
   * @param quantile 0 to 1; 0 gives the smallest distance, 1 the largest
   * @return 0 where no class has two samples
   */
  public static double radius(Features features, int[][] rowsByClass, double quantile) {
    int[][] classes =
        Arrays.stream(rowsByClass).filter(rows -> rows.length > 1).toArray(int[][]::new);
    if (classes.length == 0) {
      return 0;
    }
    double[] nearest = nearestOfClass(features, classes);
    Arrays.sort(nearest);
    return nearest[(int) Math.floor(quantile * (nearest.length - 1))];
  }

  private static double[] nearestOfClass(Features features, int[][] classes) {
    int[] rows = Arrays.stream(classes).flatMapToInt(Arrays::stream).toArray();
    int[] labels =
        IntStream.range(0, classes.length)
            .flatMap(c -> Arrays.stream(classes[c]).map(row -> c))
            .toArray();
    Features chosen = features.select(rows);
    int[] itself = IntStream.range(0, rows.length).toArray();
    return KnownSet.of(chosen, labels, classes.length)
        .innerOnAllCores(new Queries(chosen, labels, itself));
  }

  /** What is still to cover, with each sample's gain: uncovered samples in its ball. */
  private static final class Uncovered {
    private final Balls balls;
    private final boolean[] open;
    private final int[] gains;
    private int left;

    /** All but the picked are open. */
    Uncovered(Balls balls, boolean[] picked) {
      this.balls = balls;
      this.open = new boolean[picked.length];
      this.gains = new int[picked.length];
      for (int i = 0; i < picked.length; i++) {
        open[i] = !picked[i];
        if (open[i]) {
          left++;
          balls.forEachIn(i, member -> gains[member]++);
        }
      }
    }

    boolean isEmpty() {
      return left == 0;
    }

    int richestUnpicked(boolean[] picked) {
      int best = -1;
      for (int i = 0; i < gains.length; i++) {
        if (!picked[i] && (best < 0 || gains[i] > gains[best])) {
          best = i;
        }
      }
      return best;
    }

    /** Balls are symmetric: a covered sample is lost to all the samples in its own ball. */
    void coverBallOf(int center) {
      balls.forEachIn(
          center,
          covered -> {
            if (open[covered]) {
              open[covered] = false;
              left--;
              balls.forEachIn(covered, other -> gains[other]--);
            }
          });
    }
  }
}
