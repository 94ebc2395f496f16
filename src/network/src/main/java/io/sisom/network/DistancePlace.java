package io.sisom.network;

import ai.djl.Device;
import java.util.Arrays;
import java.util.List;

/** Where distances to the known frames are computed. */
public enum DistancePlace {
  /** On the device where it is a GPU, else in Java. */
  AUTO("auto"),
  /** In Java, with bounds that skip what cannot be nearest. */
  CPU("cpu"),
  /** By PyTorch's matrix product on the device, whatever it is. */
  DEVICE("device");

  private final String key;

  DistancePlace(String key) {
    this.key = key;
  }

  /** Lower-case name, as in settings. */
  public String key() {
    return key;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(DistancePlace::key).toList();
  }

  static DistancePlace of(String key) {
    return Arrays.stream(values())
        .filter(place -> place.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no place of distances is named " + key));
  }

  /** Whether this comes to a matrix product on {@code device}. */
  boolean onDevice(Device device) {
    return this == DEVICE || this == AUTO && device.isGpu();
  }
}
