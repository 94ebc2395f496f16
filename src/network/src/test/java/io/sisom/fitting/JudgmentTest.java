package io.sisom.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sisom.fitting.outlier.OutlierFamily;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class JudgmentTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final double[] HELD_OUT = {0, 1, 2, 3};

  /** Above all of them, above none, above three of four. */
  private static final double[] ABOVE = {9};

  private static final double[] BELOW = {-1};
  private static final double[] THREE_QUARTERS = {2.5};

  @Test
  void aHigherScoreOfAnOutlierIsBetter() {
    Judgment good = judge(ABOVE, ABOVE);
    Judgment bad = judge(BELOW, BELOW);
    assertThat(good.near()).isEqualTo(1);
    assertThat(bad.near()).isZero();
    assertThat(good.separation()).isPositive().isFinite();
    assertThat(bad.separation()).isCloseTo(-good.separation(), EXACT);
  }

  @Test
  void separationIsTheDistanceOfTwoNormalDistributionsOfThatAuroc() {
    // AUROC = Φ(d′ / √2); Φ(0.6744898) = 0.75.
    assertThat(judge(THREE_QUARTERS, THREE_QUARTERS).separation())
        .isCloseTo(Math.sqrt(2) * 0.6744897501960817, EXACT);
  }

  @Test
  void nearCountsFourTimesAsMuchAsFarHoweverManyFamiliesEachHas() {
    Judgment judged =
        Judgment.of(
            HELD_OUT,
            Map.of(
                OutlierFamily.MIXUP, THREE_QUARTERS,
                OutlierFamily.BLUR, ABOVE,
                OutlierFamily.NOISE, ABOVE,
                OutlierFamily.CROP, BELOW));
    assertThat(judged.near()).isEqualTo(0.75);
    assertThat(judged.far()).isCloseTo(2.0 / 3, EXACT);
    double above = judge(ABOVE, ABOVE).separation();
    double threeQuarters = judge(THREE_QUARTERS, THREE_QUARTERS).separation();
    assertThat(judged.separation()).isCloseTo(0.8 * threeQuarters + 0.2 * above / 3, EXACT);
  }

  private static Judgment judge(double[] near, double[] far) {
    return Judgment.of(HELD_OUT, Map.of(OutlierFamily.MIXUP, near, OutlierFamily.NOISE, far));
  }
}
