package io.sisom.fitting;

import io.sisom.method.Profile;
import java.util.List;

/** The setting {@code score.profile}: one of the two scores, or whichever the fit prefers. */
public enum ProfileChoice {
  /** The paper's. */
  SISOME(Profile.SISOME),
  /** The forward-only one. */
  LEAN(Profile.LEAN),
  /** The one that the synthetic check prefers; lean where nothing could be fitted. */
  AUTO(Profile.SISOME, Profile.LEAN);

  private final List<Profile> profiles;

  ProfileChoice(Profile... profiles) {
    this.profiles = List.of(profiles);
  }

  /** Those it leaves open. */
  public List<Profile> profiles() {
    return profiles;
  }

  /** The one to take without a fit: the last. */
  public Profile unfitted() {
    return profiles.get(profiles.size() - 1);
  }
}
