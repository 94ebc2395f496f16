package io.sisom.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Activations;
import org.junit.jupiter.api.Test;

class FiniteRowsTest {
  private static final float NAN = Float.NaN;
  private static final float INF = Float.POSITIVE_INFINITY;

  @Test
  void aFrameWithAnythingThatIsNotFiniteIsLeftOutWhole() {
    FiniteRows rows = new FiniteRows();
    rows.add(
        new Activations(
            3,
            new float[] {1, 2, NAN, 4, 5, 6},
            new float[] {10, 20, 30},
            new float[] {100, 200, 300}));
    rows.add(
        new Activations(
            3,
            new float[] {7, 8, 9, 10, 11, 12},
            new float[] {40, INF, 60},
            new float[] {400, 500, NAN}));
    Activations joined = rows.joined().orElseThrow();
    assertThat(joined.frames()).isEqualTo(3);
    assertThat(joined.logits()).containsExactly(1, 2, 5, 6, 7, 8);
    assertThat(joined.taps()).containsExactly(10, 30, 40);
    assertThat(joined.tapGradients()).containsExactly(100, 300, 400);
  }

  @Test
  void withoutGradientsTheRestCounts() {
    FiniteRows rows = new FiniteRows();
    rows.add(new Activations(2, new float[] {1, 2}, new float[] {3, NAN}, new float[0]));
    Activations joined = rows.joined().orElseThrow();
    assertThat(joined.frames()).isEqualTo(1);
    assertThat(joined.taps()).containsExactly(3);
    assertThat(joined.tapGradients()).isEmpty();
  }

  @Test
  void whereNoneIsFiniteThereIsNothing() {
    FiniteRows rows = new FiniteRows();
    rows.add(new Activations(1, new float[] {NAN}, new float[] {3}, new float[0]));
    assertThat(rows.joined()).isEmpty();
  }
}
