package io.sisom.evaluation;

/**
 * A set that was evaluated.
 *
 * @param set what was asked for
 * @param table its features
 * @param cached whether they came from the cache
 */
public record SetSummary(FrameSet set, FeatureTable table, boolean cached) {
  /** Reads the set, or takes its features from the cache. */
  public static SetSummary of(FrameSet set, SetFeatures features, EvaluationListener listener) {
    SetFeatures.Found found = features.of(set, listener);
    return new SetSummary(set, found.table(), found.cached());
  }

  /** Its name. */
  public String name() {
    return set.name();
  }

  /** What it is for. */
  public Role role() {
    return set.role();
  }
}
