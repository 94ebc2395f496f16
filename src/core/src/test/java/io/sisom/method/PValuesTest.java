package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PValuesTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void areTheCalibrationsOwnWithoutAConfidence() {
    Calibration calibration = Calibration.of(3, 1, 2, 2);
    PValues plain = new PValues(calibration, 0);
    for (double score : new double[] {0, 1, 2, 2.5, 3, INFINITE}) {
      assertThat(plain.of(score)).isEqualTo(calibration.pValue(score));
    }
  }

  @Test
  void areTheUpperBoundOnTheShareOfFramesThatScoreAsHigh() {
    // Above all of n scores: Beta(1, n), whose quantile is 1 − (1 − confidence)^(1/n).
    PValues bounds = new PValues(uniform(new Random(1), 299), 0.95);
    assertThat(bounds.of(INFINITE)).isCloseTo(1 - Math.pow(0.05, 1 / 299.0), within(1e-12));
    assertThat(bounds.of(INFINITE)).as("asked again").isLessThanOrEqualTo(0.01);
    assertThat(bounds.of(-1)).isEqualTo(1);
  }

  @Test
  void growAsScoresFallAndLieAboveThePlainOnes() {
    Calibration calibration = uniform(new Random(2), 500);
    PValues bounds = new PValues(calibration, 0.9);
    double before = 0;
    for (double score = 1.1; score > 0; score -= 0.01) {
      assertThat(bounds.of(score)).isGreaterThanOrEqualTo(before);
      assertThat(bounds.of(score)).isGreaterThanOrEqualTo(calibration.pValue(score));
      before = bounds.of(score);
    }
  }

  /** The scores are uniform, so the rate of a calibration is what lies above its threshold. */
  @Test
  void keepTheRateInAsManyCalibrationsAsPromised() {
    assertThat(kept(0)).as("plain: about half of all draws").isBetween(0.4, 0.7);
    assertThat(kept(0.9)).isBetween(0.88, 0.97);
  }

  @Test
  void needSoManyFramesToBeAsSmallAsAlpha() {
    assertThat(PValues.framesNeeded(0.01, 0)).isEqualTo(99);
    assertThat(PValues.framesNeeded(0.01, 0.95)).isEqualTo(299);
    for (double confidence : new double[] {0, 0.5, 0.95}) {
      int n = PValues.framesNeeded(0.01, confidence);
      assertThat(new PValues(uniform(new Random(3), n), confidence).of(INFINITE))
          .isLessThanOrEqualTo(0.01 + 1e-12);
    }
  }

  @Test
  void callNothingNovelWithoutCalibrationFrames() {
    assertThat(new PValues(Calibration.of(), 0.95).of(INFINITE)).isEqualTo(1);
  }

  @Test
  void refuseAConfidenceThatNothingCanGive() {
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new PValues(Calibration.of(1), wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("confidence");
    }
  }

  /** Each of 60 looks comes as five frames that look the same: 300 frames are worth 60. */
  @Test
  void ofFramesThatLookAlikeThePromiseHoldsForWhatTheyAreWorthAndNotForTheirNumber() {
    assertThat(keptInCrowds(300)).as("taken for fresh draws").isLessThan(0.85);
    assertThat(keptInCrowds(60)).isGreaterThanOrEqualTo(0.88);
  }

  @Test
  void ofFramesThatAreWorthTheirNumberNothingChangesToTheLastBit() {
    Calibration calibration = uniform(new Random(5), 300);
    PValues plain = new PValues(calibration, 0.9);
    PValues worth = new PValues(calibration, 0.9, 300);
    for (double score = 1.1; score > -0.1; score -= 0.01) {
      assertThat(worth.of(score)).isEqualTo(plain.of(score));
    }
    assertThat(plain.smallest()).isEqualTo(plain.of(INFINITE));
    PValues fewer = new PValues(calibration, 0.9, 30);
    assertThat(fewer.smallest()).isCloseTo(1 - Math.pow(0.1, 1 / 30.0), within(1e-12));
    assertThat(new PValues(calibration, 0, 30).smallest())
        .as("a plain one is an average over draws, which crowds do not change")
        .isEqualTo(1 / 301.0);
  }

  @Test
  void refuseFramesThatAreWorthMoreThanTheirNumberOrNothing() {
    for (double wrong : new double[] {0, -1, 2.5, Double.NaN}) {
      assertThatThrownBy(() -> new PValues(Calibration.of(1, 2), 0.9, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 calibration frames are not worth");
    }
  }

  private static double keptInCrowds(double effective) {
    Random random = new Random(6);
    int draws = 400;
    long kept = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] looks = random.doubles(60).toArray();
      double[] frames = IntStream.range(0, 300).mapToDouble(i -> looks[i / 5]).toArray();
      Calibration calibration = Calibration.of(frames);
      PValues values = new PValues(calibration, 0.9, effective);
      kept += 1 - threshold(calibration, values) <= 0.05 ? 1 : 0;
    }
    return (double) kept / draws;
  }

  private static double kept(double confidence) {
    Random random = new Random(4);
    int draws = 400;
    long kept =
        IntStream.range(0, draws)
            .filter(draw -> 1 - threshold(uniform(random, 300), confidence) <= 0.05)
            .count();
    return (double) kept / draws;
  }

  /** The least score that is an alert at 5 %. */
  private static double threshold(Calibration calibration, double confidence) {
    return threshold(calibration, new PValues(calibration, confidence));
  }

  private static double threshold(Calibration calibration, PValues values) {
    double least = INFINITE;
    for (double score : calibration.scores()) {
      double above = Math.nextUp(score);
      if (values.of(above) <= 0.05) {
        least = Math.min(least, above);
      }
    }
    return least;
  }

  private static Calibration uniform(Random random, int count) {
    return Calibration.of(random.doubles(count).toArray());
  }
}
