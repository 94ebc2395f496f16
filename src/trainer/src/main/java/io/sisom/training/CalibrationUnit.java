package io.sisom.training;

/** What of the labeled pool is held out for calibration as a whole. */
public enum CalibrationUnit {
  /** Single frames. */
  FRAME,
  /** Stretches of time of one sensor, so that what it saw a moment later is not known either. */
  BLOCK,
  /** Sensors: known frames and calibration frames are never of the same one. */
  SENSOR
}
