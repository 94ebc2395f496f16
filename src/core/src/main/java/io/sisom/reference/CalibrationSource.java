package io.sisom.reference;

import java.util.Locale;

/** Whose calibration frames a p-value is counted on. */
public enum CalibrationSource {
  /** All of the reference set, of whatever sensor. */
  POOLED,
  /** Those of the frame's own sensor. */
  SENSOR;

  /** Lower-case name, as on the wire. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
