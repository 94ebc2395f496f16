package io.sisom.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void isOneForTheSameOrderWhateverTheValues() {
    assertThat(RankCorrelation.of(new double[] {1, 2, 30, INF}, new double[] {-5, 0, 1, 2}))
        .isEqualTo(1);
  }

  @Test
  void isMinusOneForTheReverse() {
    assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {3, 2, 1})).isEqualTo(-1);
  }

  @Test
  void givesTiesTheirMeanRank() {
    double[] one = {1, 1, 2, 3};
    double[] other = {1, 2, 2, 3};
    // Ranks 1.5 1.5 3 4 and 1 2.5 2.5 4, off their mean 2.5: products sum to 3.75, squares to 4.5.
    assertThat(RankCorrelation.of(one, other)).isCloseTo(3.75 / 4.5, within(1e-12));
  }

  @Test
  void takesBothZerosForOneValue() {
    assertThat(RankCorrelation.of(new double[] {-0.0, 0.0, 1}, new double[] {5, 5, 6}))
        .isEqualTo(1);
  }

  @Test
  void saysWhetherBothPutAllFramesLevel() {
    assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {2, 2})).isEqualTo(1);
    assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {2, 3})).isZero();
  }

  @Test
  void comparesAsManyScores() {
    assertThatThrownBy(() -> RankCorrelation.of(new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
