package io.sisom.reference;

import io.sisom.method.Calibration;

/**
 * Scores of the same held-out in-distribution frames.
 *
 * @param sisome scores, what p-values are counted on
 * @param ratios what ranks of ratios are counted on; of a set whose score takes another distance
 *     than the ratio, those distances
 * @param energies what ranks of energies are counted on
 */
public record CalibrationScores(Calibration sisome, Calibration ratios, Calibration energies) {

  /** Throws {@link IllegalArgumentException} where the three differ in size. */
  public CalibrationScores {
    if (sisome.size() != ratios.size() || ratios.size() != energies.size()) {
      throw new IllegalArgumentException(
          String.format(
              "calibration: %d SISOMe scores, %d ratios and %d energies",
              sisome.size(), ratios.size(), energies.size()));
    }
  }

  /** Number of calibration frames. */
  public int size() {
    return sisome.size();
  }
}
