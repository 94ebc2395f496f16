package io.sisom.it.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is done to the scorers and when: the same seed gives the same plan.
 *
 * @param seed what it was drawn from
 * @param steps in their order
 */
record ChaosPlan(long seed, List<Step> steps) {
  /**
   * One disturbance.
   *
   * @param settled whether every partition is being scored again before it comes
   * @param pauseMillis waited before it, on top
   * @param victim which scorer, to be taken modulo their number
   * @param awayMillis how long a victim stays away, or a guest stays
   */
  record Step(Disturbance what, boolean settled, int pauseMillis, int victim, int awayMillis) {}

  ChaosPlan {
    steps = List.copyOf(steps);
  }

  /** Rounds in which each of the disturbances comes once, in random order at random moments. */
  static ChaosPlan of(long seed, int rounds, List<Disturbance> each) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<Disturbance> order = new ArrayList<>(each);
      Collections.shuffle(order, random);
      for (Disturbance what : order) {
        steps.add(
            new Step(
                what,
                random.nextInt(3) > 0,
                random.nextInt(1500),
                random.nextInt(1000),
                random.nextInt(2500)));
      }
    }
    return new ChaosPlan(seed, steps);
  }

  /** The seed to use: {@code -Dsisom.crash.seed}, or one of the moment. */
  static long drawSeed() {
    return Long.getLong("sisom.crash.seed", System.nanoTime() % 1_000_000);
  }
}
