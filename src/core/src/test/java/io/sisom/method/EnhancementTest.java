package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

@Tag("numeric")
class EnhancementTest {
  private static final TapLayout LAYOUT =
      new TapLayout(List.of(new TapLayout.Tap("early", 0, 2), new TapLayout.Tap("late", 2, 1)));

  @Property
  void isTheSigmoidMinusOneHalf(
      @ForAll @DoubleRange(min = 0.001, max = 50) @Scale(3) double alpha,
      @ForAll @DoubleRange(min = -9, max = 9) double activation,
      @ForAll @DoubleRange(min = -9, max = 9) double gradient) {
    Enhancement enhancement = new Enhancement(Steepness.absolute(LAYOUT, Map.of("late", alpha)));
    double[] out = new double[1];
    enhancement.enhance(new double[] {0, 0, activation}, new double[] {0, 0, gradient}, 0, out, 0);
    double sigmoid = 1 / (1 + Math.exp(-alpha * activation * gradient));
    assertThat(out[0]).isCloseTo(sigmoid - 0.5, within(1e-14)).isBetween(-0.5, 0.5);
  }

  @Property
  void losesNothingAroundOneHalfInFloat32(
      @ForAll @DoubleRange(min = 1e-8, max = 1e-3) @Scale(9) double product) {
    Enhancement enhancement = new Enhancement(Steepness.absolute(LAYOUT, Map.of("late", 1.0)));
    float[] out = new float[1];
    enhancement.enhance(new float[] {0, 0, 1}, new float[] {0, 0, (float) product}, 0, out, 0);
    assertThat((double) out[0]).isCloseTo(product / 4, within(1e-6 * product));
  }

  @Example
  void leavesOutTapsThatAreSwitchedOff() {
    Enhancement enhancement = new Enhancement(Steepness.absolute(LAYOUT, Map.of("early", 2.0)));
    float[] out = {9, 9, 9, 9};
    assertThat(enhancement.width()).isEqualTo(2);
    float[] taps = {7, 7, 7, 1, 0, Float.NaN};
    float[] grads = {7, 7, 7, 1, 5, 5};
    assertThat(enhancement.enhance(taps, grads, 3, out, 1)).isTrue();
    assertThat(out).containsExactly(9, (float) (Math.tanh(1) / 2), 0, 9);
  }

  @Example
  void tellsAFrameThatIsNotFinite() {
    Enhancement enhancement = new Enhancement(Steepness.absolute(LAYOUT, Map.of("late", 1.0)));
    float[] out = new float[1];
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] taps = {0, 0, broken};
      assertThat(enhancement.enhance(taps, new float[] {1, 1, 1}, 0, out, 0)).isFalse();
      assertThat(enhancement.enhance(new float[] {1, 1, 1}, taps, 0, out, 0)).isFalse();
    }
  }

  @Example
  void scalesSteepnessToTheSignalOfEachTap() {
    TapSignal signal = new TapSignal(LAYOUT);
    signal.add(new float[] {3, 1, 0}, new float[] {1, 1, 5}, 0);
    signal.add(new float[] {3, 1, 0}, new float[] {-1, 1, 5}, 0);
    assertThat(signal.rms()).containsExactly(Math.sqrt(5), 0);
    Steepness steepness = Steepness.relative(LAYOUT, 0.1, signal.rms());
    assertThat(steepness.alphas()).containsExactly(0.1 / Math.sqrt(5), 0.0);
    assertThat(steepness.activeUnits()).isEqualTo(2);
  }

  @Example
  void refusesATapThatIsNotThere() {
    assertThatThrownBy(() -> Steepness.absolute(LAYOUT, Map.of("middle", 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("middle")
        .hasMessageContaining("[early, late]");
  }

  @Example
  void refusesTapsWithAGap() {
    assertThatThrownBy(() -> new TapLayout(List.of(new TapLayout.Tap("late", 1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must start at unit 0");
  }
}
