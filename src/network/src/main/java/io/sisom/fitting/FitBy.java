package io.sisom.fitting;

import java.util.Arrays;
import java.util.Locale;

/** The setting {@code fit.by}: what settings are chosen by. */
public enum FitBy {
  /** How well held-out frames are told from outliers made of them. */
  SYNTHETIC,
  /** Separability of the known classes, r_avg (Eq. 10), with a bound on saturated units. */
  RAVG,
  /** Nothing: settings are taken as they are. */
  NONE;

  /** Lower-case name, as in settings. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All keys. */
  static String[] keys() {
    return Arrays.stream(values()).map(FitBy::key).toArray(String[]::new);
  }

  /** From a {@link #key() key} that settings have validated. */
  static FitBy of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
