package io.sisom.method;

import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * p-values from a calibration, plain or such that a promise holds for this very calibration.
 *
 * <p>A plain p-value keeps its promise on average over calibrations: the share of in-distribution
 * frames that score above the r-th highest of n calibration scores is itself distributed as Beta(r,
 * n + 1 − r), so one calibration of 1,000 frames gives 0.5 to 1.7 % where 1 % was asked (95 % of
 * all draws). With a confidence the p-value is that distribution's quantile: an upper bound, with
 * the confidence asked for, on the share of in-distribution frames that score as high. (Vovk,
 * Conditional validity of inductive conformal predictors, 2012.) Ties only make it larger.
 *
 * <p>Frames of one camera look alike, so that n of them are worth fewer, m, independent ones. The
 * plain p-value keeps its promise on average all the same; the bound is then that of m frames of
 * which the same share is as high. That is an approximation, as an effective size is.
 */
public final class PValues {
  private static final int HALVINGS = 60;

  private final Calibration calibration;
  private final double confidence;

  /** Independent frames that each calibration frame is worth, above 0 to 1. */
  private final double worth;

  /** Bits of the bound for each number of calibration scores that are as high; 0: not yet made. */
  private final AtomicLongArray bounds;

  /**
   * Of a calibration.
   *
   * @param confidence 0: plain; else the chance, over draws of the calibration frames, that the
   *     promise holds, below 1
   */
  public PValues(Calibration calibration, double confidence) {
    this(calibration, confidence, calibration.size());
  }

  /**
   * The same of frames that are not independent.
   *
   * @param effective how many independent ones they are worth, above 0 to their number; read with a
   *     confidence only
   */
  public PValues(Calibration calibration, double confidence, double effective) {
    if (!(confidence >= 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "p-values: confidence " + confidence + " is not 0 or more and below 1");
    }
    if (!(effective <= calibration.size() && (effective > 0 || calibration.size() == 0))) {
      throw new IllegalArgumentException(
          "p-values: %d calibration frames are not worth %s"
              .formatted(calibration.size(), effective));
    }
    this.worth = calibration.size() == 0 ? 1 : effective / calibration.size();
    this.calibration = calibration;
    this.confidence = confidence;
    this.bounds = new AtomicLongArray(confidence == 0 ? 0 : calibration.size());
  }

  /** In (0, 1]; small is novel. Without calibration frames it is 1. */
  public double of(double score) {
    return confidence == 0 ? calibration.pValue(score) : bound(calibration.asHigh(score));
  }

  /** The p-value of a score above all: none is smaller. */
  public double smallest() {
    return confidence == 0 ? 1.0 / (calibration.size() + 1.0) : bound(0);
  }

  private double bound(int asHigh) {
    if (asHigh == calibration.size()) {
      return 1;
    }
    long known = bounds.get(asHigh);
    if (known != 0) {
      return Double.longBitsToDouble(known);
    }
    double bound = quantile(asHigh * worth + 1.0, (calibration.size() - asHigh) * worth);
    bounds.set(asHigh, Double.doubleToLongBits(bound));
    return bound;
  }

  /** Calibration frames from which on a p-value can be as small as {@code alpha}. */
  public static int framesNeeded(double alpha, double confidence) {
    int plain = (int) Math.ceil(1 / alpha) - 1;
    return confidence == 0 || alpha >= 1
        ? plain
        : Math.max(plain, (int) Math.ceil(Math.log1p(-confidence) / Math.log1p(-alpha)));
  }

  /** Quantile of Beta(a, b) at the confidence, from above. */
  private double quantile(double a, double b) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (RegularizedBeta.value(middle, a, b) >= confidence) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
