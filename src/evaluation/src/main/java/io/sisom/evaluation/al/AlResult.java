package io.sisom.evaluation.al;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of an experiment, or of its part that is done.
 *
 * @param made when
 * @param model version of the bundle it began with
 * @param settings how to do it again
 * @param plan what was to be done
 * @param poolFrames in the pool, foreign ones included
 * @param testFrames accuracy was measured on
 * @param foreign names of the foreign sets
 * @param wanted kinds of foreign frames that are wanted as classes
 * @param runs that are done
 */
public record AlResult(
    Instant made,
    String model,
    Map<String, String> settings,
    Plan plan,
    int poolFrames,
    int testFrames,
    List<String> foreign,
    int wanted,
    List<AlRun> runs) {
  /** Keeps copies. */
  public AlResult {
    settings = new LinkedHashMap<>(settings);
    foreign = List.copyOf(foreign);
    runs = List.copyOf(runs);
  }

  /** Strategies of which a run is done, in the plan's order. */
  public List<StrategyName> strategies() {
    return plan.strategies().stream()
        .filter(name -> runs.stream().anyMatch(run -> run.strategy() == name))
        .toList();
  }

  /** Means over the seeds of a strategy, one a cycle; at least one run of it is done. */
  public LearningCurve curve(StrategyName strategy) {
    return LearningCurve.of(runs.stream().filter(run -> run.strategy() == strategy).toList());
  }
}
