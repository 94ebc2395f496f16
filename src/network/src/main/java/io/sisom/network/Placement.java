package io.sisom.network;

import ai.djl.Device;
import io.sisom.reference.Arithmetic;

/**
 * Where and in which numbers the network runs.
 *
 * @param device of the engine
 * @param precision of its arithmetic
 * @param threads of one operation, where the device is a CPU
 * @param distances where they are computed
 */
public record Placement(
    Device device, Precision precision, EngineThreads threads, DistancePlace distances) {
  /** In single precision, on as many threads as PyTorch takes by itself. */
  public static Placement on(Device device) {
    return new Placement(device, Precision.FLOAT32, EngineThreads.byItself(), DistancePlace.AUTO);
  }

  /** The same on {@code count} threads, as if given. */
  public Placement withThreads(int count) {
    return new Placement(device, precision, new EngineThreads(count, true), distances);
  }

  /** The numbers it computes in, as reference sets name them. */
  public Arithmetic arithmetic() {
    return new Arithmetic(precision.key(), device.isGpu() ? "gpu" : "cpu");
  }

  /** The same with distances at another place. */
  public Placement withDistances(DistancePlace place) {
    return new Placement(device, precision, threads, place);
  }
}
