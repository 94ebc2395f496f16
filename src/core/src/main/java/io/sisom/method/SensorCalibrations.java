package io.sisom.method;

import java.util.HashMap;
import java.util.Map;

/**
 * Calibrations of single sensors beside that of the fleet. p-values hold for frames like those they
 * were calibrated on, and a camera's own frames are more like it than those of all others; but few
 * frames promise little, so a sensor has its own calibration only from so many frames on.
 */
public final class SensorCalibrations {
  private final Calibration fleet;
  private final Map<String, Calibration> own;

  /**
   * What frames of a sensor are put to.
   *
   * @param calibration its p-values
   * @param own whether it is of this sensor's frames alone; else of the fleet's
   */
  public record Chosen(Calibration calibration, boolean own) {}

  /**
   * From the scores that there are.
   *
   * @param fleet of all sensors
   * @param bySensor of single ones
   * @param least frames from which on a sensor's own calibration is taken, 1 or more
   */
  public SensorCalibrations(Calibration fleet, Map<String, Calibration> bySensor, int least) {
    if (least < 1) {
      throw new IllegalArgumentException(
          "calibration: " + least + " frames of a sensor are not 1 or more");
    }
    this.fleet = fleet;
    this.own = new HashMap<>(bySensor);
    own.values().removeIf(calibration -> calibration.size() < least);
  }

  /** The sensor's own where it has enough frames, else the fleet's. */
  public Chosen of(String sensorId) {
    Calibration found = own.get(sensorId);
    return found == null ? new Chosen(fleet, false) : new Chosen(found, true);
  }
}
