package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class SisomeTest {
  private static final Calibration ENERGIES = Calibration.of(-4, -3, -2, -1);
  private static final Calibration RATIOS = Calibration.of(0.1, 0.2, 0.3, 0.4);

  @Example
  void weighsTheFormsAsDefined() {
    Balance balance = new Balance(0.25, 0.5, 0.1, -3, 2);
    assertThat(score(ScoreForm.RAW, balance, -2, 0.8)).isEqualTo(0.25 * -2 + 0.75 * 0.8);
    assertThat(score(ScoreForm.ZSCORE, balance, -2, 0.8))
        .isEqualTo(0.25 * 0.5 + 0.75 * ((0.8 - 0.5) / 0.1));
    assertThat(score(ScoreForm.RANK, balance, -1.5, 0.15)).isEqualTo(0.25 * 0.75 + 0.75 * 0.25);
  }

  @Property
  void isTotalAndNeverFallsAsEitherPartGrows(
      @ForAll ScoreForm form,
      @ForAll @DoubleRange(min = 0, max = 1) double weight,
      @ForAll @DoubleRange(min = -20, max = 20) double energy,
      @ForAll @DoubleRange(min = 0, max = 20) double ratio) {
    Balance balance = new Balance(weight, 0.5, 0, -3, 0);
    double score = score(form, balance, energy, ratio);
    assertThat(score).isFinite();
    assertThat(score(form, balance, energy + 1, ratio)).isGreaterThanOrEqualTo(score);
    assertThat(score(form, balance, energy, ratio + 1)).isGreaterThanOrEqualTo(score);
    assertThat(score(form, balance, energy, Double.POSITIVE_INFINITY))
        .isNotNaN()
        .isGreaterThanOrEqualTo(score);
  }

  @Example
  void ignoresAnInfiniteRatioOfNoWeight() {
    Balance energyOnly = new Balance(1, 0.5, 0.1, -3, 2);
    assertThat(score(ScoreForm.RAW, energyOnly, -2, Double.POSITIVE_INFINITY)).isEqualTo(-2);
  }

  @Example
  void leavesFramesOfInfiniteRatioOutOfTheBalance() {
    Balance balance =
        Balance.of(0.5, new double[] {1, Double.POSITIVE_INFINITY, 3}, new double[] {-1, -99, -5});
    assertThat(balance).isEqualTo(new Balance(0.5, 2, Math.sqrt(2), -3, Math.sqrt(8)));
  }

  @Example
  void refusesAWeightBeyondOne() {
    assertThatThrownBy(() -> new Balance(1.5, 0, 1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
  }

  private static double score(ScoreForm form, Balance balance, double energy, double ratio) {
    return Sisome.of(form, balance, ENERGIES, RATIOS).score(energy, ratio);
  }
}
