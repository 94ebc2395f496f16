package io.sisom.fitting;

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
}
