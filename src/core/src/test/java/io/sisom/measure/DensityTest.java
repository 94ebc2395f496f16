package io.sisom.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sisom.measure.Density.Range;
import io.sisom.method.Activations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DensityTest {
  @Test
  void heightsTimesWidthAreTheShareInside() {
    double[] values = {0, 0.4, 0.6, 1, 1.5, Double.POSITIVE_INFINITY, Double.NaN, -1};
    Density density = Density.of(values, new Range(0, 1), 2);
    assertThat(density.heights()).containsExactly(0.5, 0.5);
    assertThat(density.outside()).isEqualTo(0.5);
  }

  @Test
  void aRangeShowsAllSetsWithoutTheirTails() {
    double[] low = IntStream.range(0, 1000).asDoubleStream().toArray();
    double[] high = {2000, 3000, Double.POSITIVE_INFINITY};
    assertThat(Range.showing(List.of(low, high))).isEqualTo(new Range(5, 3000));
  }

  @Test
  void aRangeOfOneValueIsNotEmpty() {
    assertThat(Range.showing(List.of(new double[] {7, 7}))).isEqualTo(new Range(6.5, 7.5));
    assertThat(Range.showing(List.of())).isEqualTo(new Range(0, 1));
  }

  @Test
  void accuracyCountsTheLowestClassOnATie() {
    float[] logits = {1, 1, 0, /**/ 0, 2, 1, /**/ 0, 0, 3};
    Activations frames = new Activations(3, logits, new float[3], new float[3]);
    assertThat(Accuracy.of(frames, new int[] {0, 1, 0})).isEqualTo(2 / 3.0, within(1e-12));
  }
}
