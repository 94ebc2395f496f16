package io.sisom.method;

/**
 * What balances energy against ratio in SISOMe (Eq. 11), and energy against distance in the lean
 * score, whose distance then stands in the ratio's place.
 *
 * @param weight w of the energy, 0 to 1
 * @param ratioMean mean of the leave-one-out ratios over known frames; in the lean score, of the
 *     distances of held-out ones
 * @param ratioDeviation their unbiased standard deviation, 0 or more
 * @param energyMean mean of the energies of the same frames
 * @param energyDeviation their unbiased standard deviation, 0 or more
 */
public record Balance(
    double weight,
    double ratioMean,
    double ratioDeviation,
    double energyMean,
    double energyDeviation) {

  /** Throws {@link IllegalArgumentException} for values out of range or not finite. */
  public Balance {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("balance: weight " + weight + " is not within 0 to 1");
    }
    if (!Double.isFinite(ratioMean) || !Double.isFinite(energyMean)) {
      throw new IllegalArgumentException(
          "balance: means " + ratioMean + " and " + energyMean + " must be finite");
    }
    if (!(ratioDeviation >= 0 && energyDeviation >= 0)) {
      throw new IllegalArgumentException(
          "balance: deviations "
              + ratioDeviation
              + " and "
              + energyDeviation
              + " must be 0 or more");
    }
  }

  /**
   * Measured over known frames. A frame whose ratio is infinite (alone in its class, say) is left
   * out of both statistics, so that they describe the same frames.
   *
   * @param ratios leave-one-out ratios, at least one finite
   * @param energies of the same frames, finite
   */
  public static Balance of(double weight, double[] ratios, double[] energies) {
    Shapes.requireLength("energies", energies.length, ratios.length);
    double[] paired = energies.clone();
    for (int i = 0; i < paired.length; i++) {
      paired[i] = Double.isFinite(ratios[i]) ? energies[i] : Double.NaN;
    }
    Moments ratio = Moments.ofFinite(ratios);
    Moments energy = Moments.ofFinite(paired);
    return new Balance(weight, ratio.mean(), ratio.deviation(), energy.mean(), energy.deviation());
  }

  /** The paper's weight, {@code min(r_avg, 1)}. */
  public static double weightOf(double ratioAverage) {
    return Math.min(ratioAverage, 1);
  }
}
