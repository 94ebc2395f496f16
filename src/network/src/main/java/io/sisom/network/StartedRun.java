package io.sisom.network;

/** A batch that a device is at, or has done. To be collected once, by any thread. */
public interface StartedRun {
  /**
   * Waits for the batch and gives what came of it.
   *
   * @throws IllegalStateException where the device failed
   */
  RunResult collect();
}
