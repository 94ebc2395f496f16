package io.sisom.demo.world;

import java.util.List;
import java.util.Locale;

/** What is wrong with a camera, whatever stands before it. */
public enum Fault {
  NONE,
  /** Thick fog: little contrast is left. */
  FOG,
  /** The read-out hangs: one torn picture with stuck rows and swapped colours, again and again. */
  STUCK,
  /** Almost no light, and the sensor's noise. */
  DARK;

  /** All real faults. */
  public static List<Fault> real() {
    return List.of(FOG, STUCK, DARK);
  }

  /** Lower-case name, as in folders and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
