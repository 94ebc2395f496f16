package io.sisom.evaluation.episode;

import io.sisom.method.BlockCalibration;
import io.sisom.method.Calibration;
import io.sisom.method.PValues;
import java.util.function.DoubleUnaryOperator;

/**
 * One method's scores of calibration frames, and the p-values that each form makes of them.
 *
 * @param own scores of the sensor's own frames
 * @param blocks the same in blocks of time
 * @param fleet scores of other sensors' frames; empty where there are none
 * @param confidence of p-values that a calibration's frames or maxima give, as {@code
 *     alert.confidence}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HeldOut(double[] own, BlockCalibration blocks, double[] fleet, double confidence) {
  /** One p-value a score. */
  DoubleUnaryOperator pValues(CalibrationForm form) {
    return switch (form) {
      case FLEET -> plain(Calibration.of(fleet));
      case FRAMES -> plain(Calibration.of(own));
      case BLOCKS -> blocks::pValue;
      case MAXIMA -> plain(blocks.maxima());
    };
  }

  private DoubleUnaryOperator plain(Calibration calibration) {
    return new PValues(calibration, confidence)::of;
  }

  /** No p-value of the form is smaller. */
  double smallest(CalibrationForm form) {
    return pValues(form).applyAsDouble(Double.POSITIVE_INFINITY);
  }
}
