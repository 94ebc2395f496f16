package io.sisom.fitting;

import io.sisom.method.Profile;
import io.sisom.method.ScoreOptions;
import java.util.Map;

/**
 * Settings that were fitted.
 *
 * @param options to build reference sets with
 * @param byProfile the pick of each profile that was open
 * @param report how they were chosen
 */
public record Fit(ScoreOptions options, Map<Profile, ScoreOptions> byProfile, FitReport report) {
  /** Keeps a copy. */
  public Fit {
    byProfile = Map.copyOf(byProfile);
  }
}
