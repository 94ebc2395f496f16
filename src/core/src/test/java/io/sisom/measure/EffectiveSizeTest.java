package io.sisom.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EffectiveSizeTest {
  @Example
  void ofIndependentValuesIsNearTheirNumber() {
    assertThat(EffectiveSize.of(new Random(1).doubles(2000).toArray())).isBetween(1600.0, 2000.0);
  }

  /** An autoregression with coefficient a is worth n (1 − a) / (1 + a). */
  @Example
  void ofAnAutoregressionIsWhatTheoryGives() {
    Random random = new Random(2);
    double[] values = new double[40_000];
    for (int i = 1; i < values.length; i++) {
      values[i] = 0.9 * values[i - 1] + random.nextGaussian();
    }
    assertThat(EffectiveSize.of(values)).isCloseTo(40_000 * 0.1 / 1.9, within(500.0));
  }

  @Example
  void ofRunsOfEqualValuesIsNearTheNumberOfRuns() {
    Random random = new Random(3);
    double[] values = new double[4000];
    for (int from = 0; from < values.length; from += 20) {
      Arrays.fill(values, from, from + 20, random.nextDouble());
    }
    assertThat(EffectiveSize.of(values)).isBetween(140.0, 280.0);
  }

  @Example
  void ofValuesThatNeverChangeIsOne() {
    assertThat(EffectiveSize.of(2, 2, 2, 2)).isEqualTo(1);
    assertThat(EffectiveSize.of()).isZero();
  }

  @Property
  void staysBetweenOneAndTheirNumberAndHeedsTheirOrderAlone(@ForAll int[] values) {
    double[] scores = Arrays.stream(values).mapToDouble(value -> value % 5).toArray();
    double[] stretched = Arrays.stream(scores).map(value -> value * 3 + 1).toArray();
    double size = EffectiveSize.of(scores);
    assertThat(size).isEqualTo(EffectiveSize.of(stretched));
    assertThat(size).isBetween(Math.min(1.0, scores.length), (double) scores.length);
  }
}
