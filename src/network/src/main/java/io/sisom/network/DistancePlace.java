package io.sisom.network;

import java.util.Locale;

/** Where distances to the known frames are computed. */
public enum DistancePlace {
  /** On a GPU whichever takes less time, measured when a version is loaded; on a CPU Java. */
  AUTO,
  /** In Java, with bounds that skip what cannot be nearest. */
  CPU,
  /** Listed on the network's device, whatever it is, and measured exactly in Java. */
  DEVICE;

  /** Lower-case name, as in settings. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
