package io.sisom.network;

import ai.djl.Device;
import java.util.Locale;

/** Where distances to the known frames are computed. */
public enum DistancePlace {
  /** On the device where it is a GPU, else in Java. */
  AUTO,
  /** In Java, with bounds that skip what cannot be nearest. */
  CPU,
  /** By PyTorch's matrix product on the device, whatever it is. */
  DEVICE;

  /** Lower-case name, as in settings. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this comes to a matrix product on {@code device}. */
  boolean onDevice(Device device) {
    return this == DEVICE || this == AUTO && device.isGpu();
  }
}
