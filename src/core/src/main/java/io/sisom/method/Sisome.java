package io.sisom.method;

/**
 * SISOMe (Eq. 11): energy and ratio in one score, {@code w·E + (1−w)·r}; higher is more novel.
 * Total: an infinite ratio makes it infinite in {@code raw} and {@code zscore}, unless w is 1.
 */
public sealed interface Sisome {
  /**
   * Scores one frame.
   *
   * @param energy finite
   * @param ratio 0 to infinite
   */
  double score(double energy, double ratio);

  /**
   * In the form asked for.
   *
   * @param energies of held-out in-distribution frames
   * @param ratios of the same frames
   */
  static Sisome of(ScoreForm form, Balance balance, Calibration energies, Calibration ratios) {
    return switch (form) {
      case RAW -> new Raw(balance.weight());
      case ZSCORE -> new Zscore(balance);
      case RANK -> new Rank(balance.weight(), energies, ratios);
    };
  }

  /** As written. */
  record Raw(double weight) implements Sisome {
    @Override
    public double score(double energy, double ratio) {
      return weighted(weight, energy, ratio);
    }
  }

  /** Each standardized over the known set; a deviation of 0 gives no scale and counts as 1. */
  record Zscore(Balance balance) implements Sisome {
    @Override
    public double score(double energy, double ratio) {
      return weighted(
          balance.weight(),
          standardized(energy, balance.energyMean(), balance.energyDeviation()),
          standardized(ratio, balance.ratioMean(), balance.ratioDeviation()));
    }

    private static double standardized(double value, double mean, double deviation) {
      return (value - mean) / (deviation == 0 ? 1 : deviation);
    }
  }

  /**
   * Each replaced by its {@link Calibration#quantile quantile}: the score is within 0 to 1. A
   * calibration frame counts among those it is ranked in, half as a tie: its rank is off by at most
   * {@code 1/n} from a fresh frame's.
   */
  record Rank(double weight, Calibration energies, Calibration ratios) implements Sisome {
    @Override
    public double score(double energy, double ratio) {
      return weighted(weight, energies.quantile(energy), ratios.quantile(ratio));
    }
  }

  /** A part of weight 0 is left out, because 0 times infinity is no number. */
  private static double weighted(double weight, double energy, double ratio) {
    double uncertainty = weight == 0 ? 0 : weight * energy;
    double novelty = weight == 1 ? 0 : (1 - weight) * ratio;
    return uncertainty + novelty;
  }
}
