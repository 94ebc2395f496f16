package io.sisom.method.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.FeatureKind;
import io.sisom.method.FloatFeatures;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What a search passes over by views along the widest axes is really farther. */
@Tag("numeric")
class AxesProperties {
  @Property(tries = 80)
  void aViewIsNeverFartherThanItsRows(
      @ForAll FeatureKind kind,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 90) int width) {
    FloatFeatures rows = kind.features(new Random(seed), count, width);
    if (!Bounds.hold(rows)) {
      return;
    }
    PrincipalAxes axes = PrincipalAxes.of(rows, 0, rows.rows());
    float[][] views = new float[count][axes.dimensions()];
    double[] norms = new double[count];
    for (int row = 0; row < count; row++) {
      norms[row] = axes.view(rows.values(), row * width, axes.scratch(), views[row], 0, 1);
    }
    for (int a = 0; a < count; a++) {
      double squares = 0;
      double exact = 0;
      for (int d = 0; d < axes.dimensions(); d++) {
        squares += Math.pow((double) views[a][d] - views[0][d], 2);
      }
      for (int u = 0; u < width; u++) {
        exact += Math.pow((double) rows.values()[a * width + u] - rows.values()[u], 2);
      }
      double margin = axes.margin(norms[a] + norms[0]);
      assertThat(Math.sqrt(squares)).isLessThanOrEqualTo(Math.sqrt(exact) + margin);
      assertThat(margin).isLessThanOrEqualTo(1e-5 * (norms[a] + norms[0]));
    }
  }
}
