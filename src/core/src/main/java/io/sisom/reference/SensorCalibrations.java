package io.sisom.reference;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the sensors that calibration frames come from.
 *
 * @param pooledEffective how many independent ones all calibration frames together are worth, 1 or
 *     more; empty where nobody measured it: as many as there are
 * @param bySensor calibrations of sensors that have enough frames, by sensorId; their frames are
 *     among those of all, too
 */
public record SensorCalibrations(
    OptionalDouble pooledEffective, Map<String, SensorCalibration> bySensor) {
  /** Of a set that nobody told of sensors. */
  public static final SensorCalibrations UNKNOWN =
      new SensorCalibrations(OptionalDouble.empty(), Map.of());

  /** Keeps a copy; throws {@link IllegalArgumentException} where the effective size is none. */
  public SensorCalibrations {
    bySensor = Map.copyOf(bySensor);
    if (pooledEffective.isPresent()
        && !(pooledEffective.getAsDouble() >= 1 && pooledEffective.getAsDouble() < 1e18)) {
      throw new IllegalArgumentException(
          "calibration frames are worth " + pooledEffective.getAsDouble() + ", not 1 or more");
    }
  }

  /** Calibration frames of each sensor that has a calibration of its own. */
  public SortedMap<String, Integer> frames() {
    SortedMap<String, Integer> frames = new TreeMap<>();
    bySensor.forEach((sensor, own) -> frames.put(sensor, own.scores().size()));
    return frames;
  }
}
