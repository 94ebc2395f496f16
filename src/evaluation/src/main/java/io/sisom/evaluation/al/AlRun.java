package io.sisom.evaluation.al;

import java.util.List;

/**
 * One strategy with one seed.
 *
 * @param strategy that asked
 * @param seed of start, first network and chance
 * @param points the start first, then one a cycle
 */
public record AlRun(StrategyName strategy, long seed, List<AlPoint> points) {
  /** Keeps a copy. */
  public AlRun {
    points = List.copyOf(points);
  }
}
