package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import java.util.List;

/**
 * What an experiment does.
 *
 * @param strategies in the order of the tables, at least one
 * @param seeds repetitions, each with a start and a first network of its own
 * @param start labeled frames everyone begins with, all of the model's classes
 * @param query labels each cycle asks for
 * @param cycles of asking and learning
 * @param sample candidates of a cycle at most, drawn from what nobody has asked for
 */
public record Plan(
    List<StrategyName> strategies, int seeds, int start, int query, int cycles, int sample) {
  /** Keeps a copy of the list; refuses what is not positive. */
  public Plan {
    strategies = List.copyOf(strategies);
    if (strategies.isEmpty() || seeds < 1 || start < 1 || query < 1 || cycles < 1) {
      throw new EvaluationException(
          "--start, --query, --cycles and --seeds are 1 or more, and a strategy is needed");
    }
    if (sample < query) {
      throw new EvaluationException(
          "--sample %d is smaller than --query %d".formatted(sample, query));
    }
  }

  /**
   * Refuses a plan that a pool is too small for.
   *
   * @param classes of the model
   */
  void check(FramePool pool, int classes) {
    if (start < classes) {
      throw new EvaluationException(
          "--start %d is smaller than the model's %d classes".formatted(start, classes));
    }
    int own = pool.classRows().length;
    if (start > own) {
      throw new EvaluationException("--start %d, the pool has %d frames".formatted(start, own));
    }
    long asked = start + (long) query * cycles;
    if (asked > pool.size()) {
      throw new EvaluationException(
          "%d + %d cycles of %d make %d labels, the pool has %d frames"
              .formatted(start, cycles, query, asked, pool.size()));
    }
  }
}
