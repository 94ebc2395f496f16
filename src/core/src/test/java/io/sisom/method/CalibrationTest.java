package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class CalibrationTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Example
  void countsScoresAsNovelOrMoreInThePValue() {
    Calibration calibration = Calibration.of(3, 1, 2, 2);
    assertThat(calibration.pValue(0)).isEqualTo(1);
    assertThat(calibration.pValue(2)).isEqualTo(4 / 5.0);
    assertThat(calibration.pValue(2.5)).isEqualTo(2 / 5.0);
    assertThat(calibration.pValue(INFINITE)).isEqualTo(1 / 5.0);
  }

  @Example
  void countsTiesHalfInTheQuantile() {
    Calibration calibration = Calibration.of(1, 2, 2, INFINITE);
    assertThat(calibration.quantile(0)).isZero();
    assertThat(calibration.quantile(1)).isEqualTo(0.125);
    assertThat(calibration.quantile(2)).isEqualTo(0.5);
    assertThat(calibration.quantile(3)).isEqualTo(0.75);
    assertThat(calibration.quantile(INFINITE)).isEqualTo(0.875);
  }

  @Example
  void treatsBothZerosAsTied() {
    assertThat(Calibration.of(-0.0, 0.0).pValue(0.0)).isEqualTo(1);
    assertThat(Calibration.of(-0.0, 0.0).quantile(-0.0)).isEqualTo(0.5);
  }

  @Example
  void callsNothingNovelWithoutScores() {
    assertThat(Calibration.of().pValue(INFINITE)).isEqualTo(1);
    assertThat(Calibration.of().quantile(INFINITE)).isEqualTo(0.5);
  }

  @Example
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> Calibration.of(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("score 1");
  }

  @Property
  void agreesWithItsDefinition(
      @ForAll @Size(min = 1, max = 40) int[] scores, @ForAll @IntRange(min = -9, max = 9) int s) {
    double[] small = Arrays.stream(scores).mapToDouble(score -> score % 10).toArray();
    long above = Arrays.stream(small).filter(score -> score >= s).count();
    long below = Arrays.stream(small).filter(score -> score < s).count();
    double n = small.length;
    Calibration calibration = Calibration.of(small);
    assertThat(calibration.pValue(s)).isEqualTo((1 + above) / (n + 1));
    assertThat(calibration.quantile(s))
        .isEqualTo((2 * below + (above - aboveOnly(small, s))) / (2 * n));
  }

  @Property
  void staysInItsBoundsAndFallsAsTheScoreGrows(
      @ForAll double[] scores, @ForAll double first, @ForAll double second) {
    Calibration calibration = Calibration.of(scores);
    double low = Math.min(first, second);
    double high = Math.max(first, second);
    assertThat(calibration.pValue(high))
        .isBetween(1.0 / (scores.length + 1), calibration.pValue(low));
    assertThat(calibration.pValue(low)).isLessThanOrEqualTo(1);
    assertThat(calibration.quantile(low)).isBetween(0.0, calibration.quantile(high));
    assertThat(calibration.quantile(high)).isLessThanOrEqualTo(1);
  }

  /** Each of n+1 exchangeable scores in turn is the frame: at most α of them have p ≤ α. */
  @Property
  void alertsAtMostAlphaOfExchangeableFrames(
      @ForAll @Size(min = 1, max = 60) int[] scores,
      @ForAll @DoubleRange(min = 0.001, max = 1) @Scale(3) double alpha) {
    double[] tied = Arrays.stream(scores).mapToDouble(score -> score % 7).toArray();
    int alerts = 0;
    for (int frame = 0; frame < tied.length; frame++) {
      double[] others = new double[tied.length - 1];
      System.arraycopy(tied, 0, others, 0, frame);
      System.arraycopy(tied, frame + 1, others, frame, others.length - frame);
      if (Calibration.of(others).pValue(tied[frame]) <= alpha) {
        alerts++;
      }
    }
    assertThat(alerts).isLessThanOrEqualTo((int) Math.floor(alpha * tied.length + 1e-9));
  }

  @Example
  void alertsAtTheRateAskedForOnFreshFrames() {
    Random random = new Random(7);
    int alerts = 0;
    for (int trial = 0; trial < 2000; trial++) {
      Calibration calibration = Calibration.of(random.doubles(99).toArray());
      alerts += calibration.pValue(random.nextDouble()) <= 0.1 ? 1 : 0;
    }
    assertThat(alerts / 2000.0).isBetween(0.075, 0.125);
  }

  private static long aboveOnly(double[] scores, double s) {
    return Arrays.stream(scores).filter(score -> score > s).count();
  }
}
