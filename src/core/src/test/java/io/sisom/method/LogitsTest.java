package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class LogitsTest {
  @Example
  void choosesTheLowestClassOnATie() {
    assertThat(Logits.of(1, 3, 3).pseudoClass()).isEqualTo(1);
  }

  @Example
  void tellsLogitsThatAreNotFinite() {
    assertThat(Logits.of(1, Double.NaN).areFinite()).isFalse();
    assertThat(Logits.of(1, Double.NEGATIVE_INFINITY).areFinite()).isFalse();
    assertThat(Logits.of(new float[] {Float.NaN, 1, 2}, 1, 2).areFinite()).isTrue();
  }

  @Example
  void neitherOverflowsNorUnderflows() {
    assertThat(Logits.of(1e5, 0).energy()).isEqualTo(-1e5);
    assertThat(Logits.of(-1e5, -1e5).energy()).isCloseTo(1e5 - Math.log(2), within(1e-9));
    assertThat(Logits.of(1e5, 0).probabilities()).containsExactly(1, 0);
  }

  @Property
  void shiftsItsEnergyWithTheLogits(
      @ForAll @Size(min = 1, max = 20) double @DoubleRange(min = -50, max = 50) [] values,
      @ForAll @DoubleRange(min = -100, max = 100) double shift) {
    double[] shifted = Arrays.stream(values).map(value -> value + shift).toArray();
    assertThat(Logits.of(shifted).energy())
        .isCloseTo(Logits.of(values).energy() - shift, within(1e-9));
    assertThat(Arrays.stream(Logits.of(values).probabilities()).sum()).isCloseTo(1, within(1e-12));
  }

  /** Finite differences of KL(u‖p), whose constant part −log C drops out. */
  @Property(tries = 100)
  void hasTheGradientOfTheDivergenceFromUniform(
      @ForAll @DoubleRange(min = -3, max = 3) double a,
      @ForAll @DoubleRange(min = -3, max = 3) double b) {
    double step = 1e-5;
    double slope = (loss(a + step, b) - loss(a - step, b)) / (2 * step);
    assertThat(Logits.of(a, b, 0.5).saliency()[0]).isCloseTo(slope, within(1e-8));
  }

  private static double loss(double a, double b) {
    return -Arrays.stream(Logits.of(a, b, 0.5).probabilities()).map(Math::log).sum() / 3;
  }
}
