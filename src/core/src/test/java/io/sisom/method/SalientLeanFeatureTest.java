package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class SalientLeanFeatureTest {
  private static final TapLayout LAYOUT =
      new TapLayout(
          List.of(
              new TapLayout.Tap("early", 0, 3),
              new TapLayout.Tap("middle", 3, 5),
              new TapLayout.Tap("late", 8, 40)));
  private static final LeanFeature LEAN = new LeanFeature(LAYOUT, List.of("early", "late"), true);
  private static final Enhancement SALIENT =
      new Enhancement(Steepness.absolute(LAYOUT, Map.of("middle", 2.0, "late", 0.5)));

  @Test
  void isTheLeanFeatureWithTheScaledEnhancedOneBehindIt() {
    SalientLeanFeature both = new SalientLeanFeature(LEAN, SALIENT, 0.5);
    assertThat(both.width()).isEqualTo(43 + 45);
    Random random = new Random(5);
    float[] h = floats(random, 2);
    float[] g = floats(random, 2);
    float[] out = new float[both.width() + 1];
    assertThat(both.enhance(h, g, LAYOUT.width(), out, 1)).isTrue();
    float[] lean = new float[LEAN.width()];
    float[] salient = new float[SALIENT.width()];
    LEAN.enhance(h, g, LAYOUT.width(), lean, 0);
    SALIENT.enhance(h, g, LAYOUT.width(), salient, 0);
    assertThat(Arrays.copyOfRange(out, 1, 44)).isEqualTo(lean);
    for (int u = 0; u < salient.length; u++) {
      assertThat(out[44 + u]).isEqualTo(salient[u] / 2);
    }
    double[] exact = new double[both.width()];
    assertThat(both.enhance(doubles(h), doubles(g), LAYOUT.width(), exact, 0)).isTrue();
    for (int u = 0; u < exact.length; u++) {
      assertThat((float) exact[u]).isCloseTo(out[1 + u], within(1e-6f));
    }
  }

  @Test
  void saysSoWhereEitherPartIsNotFinite() {
    SalientLeanFeature both = new SalientLeanFeature(LEAN, SALIENT, 0.5);
    float[] out = new float[both.width()];
    float[] h = floats(new Random(6), 1);
    float[] g = floats(new Random(7), 1);
    g[4] = Float.NaN;
    assertThat(both.enhance(h, g, 0, out, 0)).as("middle, which only the second reads").isFalse();
    g[4] = 1;
    h[0] = Float.POSITIVE_INFINITY;
    assertThat(both.enhance(h, g, 0, out, 0)).as("early, which only the first reads").isFalse();
  }

  @Test
  void theSecondPartHasAboutTheShareOfOneTapsLength() {
    Random random = new Random(8);
    int frames = 500;
    float[] h = floats(random, frames);
    float[] g = floats(random, frames);
    TapSignal signal = new TapSignal(LAYOUT);
    for (int frame = 0; frame < frames; frame++) {
      signal.add(h, g, frame * LAYOUT.width());
    }
    for (double share : new double[] {0.1, 0.25, 1}) {
      SalientLeanFeature both = SalientLeanFeature.of(LEAN, signal.rms(), share);
      assertThat(both.gradientTaps()).containsOnly("middle", "late");
      double squares = 0;
      for (int frame = 0; frame < frames; frame++) {
        float[] out = new float[both.width()];
        both.enhance(h, g, frame * LAYOUT.width(), out, 0);
        for (int u = LEAN.width(); u < out.length; u++) {
          squares += (double) out[u] * out[u] / frames;
        }
      }
      assertThat(Math.sqrt(squares)).isBetween(share / 1.5, share * 1.5);
      assertThat(Math.getExponent(both.scale()))
          .as("a power of two, so that multiplying loses nothing")
          .isEqualTo((int) Math.round(Math.log(both.scale()) / Math.log(2)));
      assertThat(Math.scalb(1.0, Math.getExponent(both.scale()))).isEqualTo(both.scale());
    }
  }

  @Test
  void refusesAScaleOrTapsThatMakeNoSense() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new SalientLeanFeature(LEAN, SALIENT, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("scale");
    }
    TapLayout other = new TapLayout(List.of(new TapLayout.Tap("late", 0, 3)));
    Enhancement foreign = new Enhancement(Steepness.absolute(other, Map.of("late", 1.0)));
    assertThatThrownBy(() -> new SalientLeanFeature(LEAN, foreign, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("taps");
  }

  private static float[] floats(Random random, int frames) {
    float[] values = new float[frames * LAYOUT.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.abs(random.nextGaussian());
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
