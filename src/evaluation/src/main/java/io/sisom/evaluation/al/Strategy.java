package io.sisom.evaluation.al;

import io.sisom.method.TapLayout;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A way to choose the frames to label next. Without state between choices. */
sealed interface Strategy
    permits BadgeStrategy,
        CoreGcnStrategy,
        CoreSetStrategy,
        DiverseStrategy,
        JodaStrategy,
        RandomStrategy,
        SampledStrategy,
        SisomStrategy,
        TopStrategy {
  /** Which frames must be run through the network before a strategy can choose. */
  enum Needs {
    /** None: the ids of the candidates are enough. */
    NOTHING,
    /** The candidates. */
    CANDIDATES,
    /** The candidates and all frames asked for so far. */
    ALL_FRAMES
  }

  /** Which frames it needs activations of. */
  Needs needs();

  /** Names of the taps whose gradients it reads; empty: no backward pass. */
  default Set<String> gradientTaps(TapLayout layout) {
    return Set.of();
  }

  /** What the network is to learn from frames that were said to have no class. */
  default ForeignLesson lesson() {
    return ForeignLesson.NOTHING;
  }

  /**
   * Chooses.
   *
   * @param query how many, at most as many as there are candidates
   * @param random for what is left to chance
   * @return so many distinct candidates
   */
  Choice choose(StrategyInput input, int query, RandomGenerator random);
}
