package io.sisom.evaluation.episode;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How p-values are made of calibration scores. */
public enum CalibrationForm {
  /** Of other sensors' frames. */
  FLEET,
  /** Of the sensor's own frames, each taken for a fresh draw. */
  FRAMES,
  /** Of the same in blocks of time, each block counted once. */
  BLOCKS,
  /** Of the highest score of each block. */
  MAXIMA;

  /** Lower-case name, as in options and reports. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
