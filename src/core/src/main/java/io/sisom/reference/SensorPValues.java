package io.sisom.reference;

import io.sisom.method.PValues;
import java.util.HashMap;
import java.util.Map;

/**
 * p-values by the sensor's own calibration where the reference set has one, else by the pooled one.
 * One that is too small for any frame to be novel is passed over: a sensor that nothing can be
 * novel on would be silent for no reason that anybody sees.
 */
final class SensorPValues {
  private final PValues pooled;
  private final Map<String, PValues> own = new HashMap<>();

  /**
   * Of a reference set.
   *
   * @param confidence as of {@link PValues}
   * @param alpha the p-value up to which a frame is novel
   */
  SensorPValues(ReferenceSet reference, double confidence, double alpha) {
    int frames = reference.calibration().size();
    double effective = reference.sensors().pooledEffective().orElse(frames);
    this.pooled =
        new PValues(reference.calibration().sisome(), confidence, Math.min(frames, effective));
    reference
        .sensors()
        .bySensor()
        .forEach(
            (sensor, its) -> {
              PValues values = new PValues(its.scores(), confidence, its.effective());
              if (values.smallest() <= alpha) {
                own.put(sensor, values);
              }
            });
  }

  PValues pooled() {
    return pooled;
  }

  SensorPValue of(String sensorId, double score) {
    PValues its = own.get(sensorId);
    return its == null
        ? new SensorPValue(pooled.of(score), CalibrationSource.POOLED)
        : new SensorPValue(its.of(score), CalibrationSource.SENSOR);
  }
}
