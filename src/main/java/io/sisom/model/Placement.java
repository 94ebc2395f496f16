package io.sisom.model;

import ai.djl.Device;

/**
 * Where and in which numbers the network runs.
 *
 * @param device of the engine
 * @param precision of its arithmetic
 */
public record Placement(Device device, Precision precision) {
  /** In single precision. */
  public static Placement on(Device device) {
    return new Placement(device, Precision.FLOAT32);
  }
}
