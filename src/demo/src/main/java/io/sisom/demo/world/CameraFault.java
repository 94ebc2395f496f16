package io.sisom.demo.world;

import java.util.List;
import java.util.Locale;

/** A fault of a camera, independent of what it looks at. */
public enum CameraFault {
  NONE,
  /** Thick fog: little contrast is left. */
  FOG,
  /** The read-out hangs: one torn picture with stuck rows and swapped colors, again and again. */
  STUCK,
  /** Almost no light, and the sensor's noise. */
  DARK;

  /** All real faults. */
  public static List<CameraFault> real() {
    return List.of(FOG, STUCK, DARK);
  }

  /** Lower-case name, as in folders and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
