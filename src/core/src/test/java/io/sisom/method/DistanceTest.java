package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("numeric")
class DistanceTest {
  @Property
  void isTheSameBothWaysAndZeroToItself(@ForAll long seed, @ForAll @IntRange(max = 40) int width) {
    double[][] rows = gaussians(new Random(seed), 2, width);
    for (Features features : new Features[] {Samples.floats(rows), Samples.doubles(rows)}) {
      assertThat(features.squaredDistance(0, features, 1))
          .isNotNegative()
          .isEqualTo(features.squaredDistance(1, features, 0));
      assertThat(features.squaredDistance(1, features, 1)).isZero();
    }
  }

  @Property
  void keepsTheTriangleInequality(@ForAll long seed, @ForAll @IntRange(max = 40) int width) {
    Features features = Samples.floats(gaussians(new Random(seed), 3, width));
    double direct = Math.sqrt(features.squaredDistance(0, features, 2));
    double detour =
        Math.sqrt(features.squaredDistance(0, features, 1))
            + Math.sqrt(features.squaredDistance(1, features, 2));
    assertThat(direct).isLessThanOrEqualTo(detour * (1 + 1e-6));
  }

  @Property
  void agreesInBothPrecisionsAndAcrossThem(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int width) {
    double[][] rows = gaussians(new Random(seed), 2, width);
    DoubleFeatures doubles = Samples.doubles(rows);
    FloatFeatures floats = Samples.floats(rows);
    double exact = doubles.squaredDistance(0, doubles, 1);
    // Rounding the rows to float32 moves them, which a small distance feels more.
    double error = 1e-5 * exact + 2e-6 * Math.sqrt(exact) + 1e-12;
    assertThat(floats.squaredDistance(0, floats, 1)).isCloseTo(exact, within(error));
    assertThat(floats.squaredDistance(0, doubles, 1)).isCloseTo(exact, within(error));
    assertThat(doubles.squaredDistance(0, floats, 1)).isCloseTo(exact, within(error));
  }

  @Property
  void staysExactForNearDuplicates(@ForAll long seed) {
    double[] row = gaussians(new Random(seed), 1, 64)[0];
    double[] moved = row.clone();
    moved[7] = Math.nextUp((float) row[7]);
    FloatFeatures features = Samples.floats(row, moved);
    double step = moved[7] - (float) row[7];
    assertThat(Math.sqrt(features.squaredDistance(0, features, 1)))
        .isCloseTo(step, within(1e-9 * step));
  }

  @Property
  void ignoresWhereTheOriginIs(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int width) {
    double[][] rows = Samples.grid(new Random(seed), 2, width);
    double[][] shifted = new double[2][width];
    for (int u = 0; u < width; u++) {
      shifted[0][u] = rows[0][u] + 4;
      shifted[1][u] = rows[1][u] + 4;
    }
    Features here = Samples.floats(rows);
    Features there = Samples.floats(shifted);
    assertThat(there.squaredDistance(0, there, 1)).isEqualTo(here.squaredDistance(0, here, 1));
  }

  static double[][] gaussians(Random random, int rows, int width) {
    double[][] values = new double[rows][width];
    for (double[] row : values) {
      for (int u = 0; u < width; u++) {
        row[u] = random.nextGaussian();
      }
    }
    return values;
  }
}
