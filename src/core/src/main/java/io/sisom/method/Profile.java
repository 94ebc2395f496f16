package io.sisom.method;

import java.util.Arrays;
import java.util.Locale;

/** Which of the two scores a reference set serves. */
public enum Profile {
  /** The paper's: enhanced features, ratio of inner to outer distance, energy (Eq. 2 to 11). */
  SISOME,
  /**
   * Ours: normalized activations of a few taps, the distance to the k-th nearest known frame of the
   * predicted class, energy; both standardized. Forward pass only, unless a share of the paper's
   * enhanced feature is asked for.
   */
  LEAN;

  /** Lower-case name, as in settings and on the wire. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From a {@link #key() key}; anything else is an {@link IllegalArgumentException}. */
  public static Profile of(String key) {
    return Arrays.stream(values())
        .filter(profile -> profile.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("score profile: " + key + " is not sisome or lean"));
  }
}
