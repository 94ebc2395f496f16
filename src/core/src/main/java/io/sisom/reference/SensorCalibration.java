package io.sisom.reference;

import io.sisom.method.Calibration;

/**
 * Scores of one sensor's held-out in-distribution frames.
 *
 * @param scores at least one
 * @param effective how many independent ones they are worth by their autocorrelation in time, 1 to
 *     their number
 */
public record SensorCalibration(Calibration scores, double effective) {
  /** Throws {@link IllegalArgumentException} where there is no score, or it is worth more. */
  public SensorCalibration {
    if (!(effective >= 1 && effective <= scores.size())) {
      throw new IllegalArgumentException(
          "calibration of a sensor: %d scores are not worth %s"
              .formatted(scores.size(), effective));
    }
  }
}
