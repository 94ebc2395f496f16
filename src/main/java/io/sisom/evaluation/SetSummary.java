package io.sisom.evaluation;

/**
 * A set that was evaluated.
 *
 * @param set what was asked for
 * @param table its features
 * @param cached whether they came from the cache
 */
public record SetSummary(FrameSet set, FeatureTable table, boolean cached) {
  /** Its name. */
  public String name() {
    return set.name();
  }

  /** What it is for. */
  public Role role() {
    return set.role();
  }
}
