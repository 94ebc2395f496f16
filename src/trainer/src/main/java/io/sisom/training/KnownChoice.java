package io.sisom.training;

import io.sisom.method.Features;
import io.sisom.method.ProbCover;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Which pooled frames become known.
 *
 * @param rows of the pool, by class, ascending within it
 * @param radius of ProbCover's balls; 0 where nothing was left out
 * @param restarts of ProbCover over all classes
 */
record KnownChoice(int[] rows, double radius, int restarts) {

  /** Steps of progress for each pooled frame: one to find the radius, one to cover. */
  static final int STEPS_PER_FRAME = 2;

  /**
   * Chooses as configured.
   *
   * @param labels class of each pooled frame, 0 to {@code classes - 1}
   * @param steps told how many more steps are done
   */
  static KnownChoice of(
      Features pool, int[] labels, int classes, ReferenceConfig config, IntConsumer steps) {
    int[][] byClass = RowsByClass.of(IntStream.range(0, labels.length).toArray(), labels, classes);
    if (!config.reduce()) {
      steps.accept(STEPS_PER_FRAME * labels.length);
      return new KnownChoice(Arrays.stream(byClass).flatMapToInt(Arrays::stream).toArray(), 0, 0);
    }
    double radius = ProbCover.radius(pool, byClass, config.radiusQuantile());
    steps.accept(labels.length);
    IntStream.Builder chosen = IntStream.builder();
    int restarts = 0;
    for (int[] rows : byClass) {
      int budget = budget(rows, config);
      if (budget == rows.length) { // as of most where there are many classes
        Arrays.stream(rows).forEach(chosen);
      } else {
        ProbCover.Cover cover = ProbCover.cover(pool, rows, radius, budget);
        Arrays.stream(cover.rows()).sorted().forEach(chosen);
        restarts += cover.restarts();
      }
      steps.accept(rows.length);
    }
    return new KnownChoice(chosen.build().toArray(), radius, restarts);
  }

  private static int budget(int[] rows, ReferenceConfig config) {
    return rows.length == 0
        ? 0
        : ProbCover.budget(rows.length, config.reduceFraction(), config.reduceMinimum());
  }
}
