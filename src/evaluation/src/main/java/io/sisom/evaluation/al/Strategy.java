package io.sisom.evaluation.al;

import io.sisom.method.TapLayout;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A way to choose the frames to label next. Without state between choices. */
public sealed interface Strategy
    permits BadgeStrategy,
        CoreSetStrategy,
        NacStrategy,
        RandomStrategy,
        SisomStrategy,
        UncertaintyStrategy {
  /** What a strategy must be shown. */
  enum Looks {
    /** Ids of the candidates alone. */
    AT_NOTHING,
    /** Features of the candidates. */
    AT_CANDIDATES,
    /** Features of the candidates and of all frames asked for so far. */
    AT_ALL
  }

  /** What it must be shown. */
  Looks looks();

  /** Names of the taps whose gradients it reads; empty: no backward pass. */
  default Set<String> gradientTaps(TapLayout layout) {
    return Set.of();
  }

  /**
   * Chooses.
   *
   * @param query how many, at most as many as there are candidates
   * @param random for what is left to chance
   * @return so many distinct candidates
   */
  Choice choose(Sight sight, int query, RandomGenerator random);
}
