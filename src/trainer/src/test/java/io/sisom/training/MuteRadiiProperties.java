package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sisom.method.FloatFeatures;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Muted frames and others among them, some on the same spot. */
class MuteRadiiProperties {
  private static final int WIDTH = 3;

  @Property(tries = 300)
  void noAnsweredFrameThatIsNotMutedIsEverMuted(
      @ForAll("features") FloatFeatures muted, @ForAll("features") FloatFeatures others) {
    MuteRadii radii = MuteRadii.of(muted, others);
    for (int by = 0; by < muted.rows(); by++) {
      for (int other = 0; other < others.rows(); other++) {
        double distance = Math.sqrt(muted.squaredDistance(by, others, other));
        assertThat(radii.radii()[by]).isLessThanOrEqualTo((float) (0.75 * distance));
      }
    }
  }

  @Property(tries = 200)
  void theShareIsThatOfFramesThatTheOthersWouldHaveMuted(
      @ForAll("features") FloatFeatures muted, @ForAll("features") FloatFeatures others) {
    MuteRadii radii = MuteRadii.of(muted, others);
    int held = 0;
    for (int left = 0; left < muted.rows(); left++) {
      int out = left;
      int[] rest = Arrays.stream(radii.positive()).filter(row -> row != out).toArray();
      held +=
          Arrays.stream(rest)
                  .anyMatch(
                      by ->
                          muted.squaredDistance(by, muted, out)
                              <= (double) radii.radii()[by] * radii.radii()[by])
              ? 1
              : 0;
    }
    assertThat(radii.share() * muted.rows()).isCloseTo(held, within(1e-9));
  }

  @Example
  void aStrayMutedFrameReachesNoFurtherThanTheRest() {
    float[] values = new float[21 * WIDTH];
    Random random = new Random(5);
    for (int i = 0; i < 20 * WIDTH; i++) {
      values[i] = random.nextFloat();
    }
    Arrays.fill(values, 20 * WIDTH, 21 * WIDTH, 50);
    FloatFeatures far = new FloatFeatures(new float[] {500, 500, 500}, 1, WIDTH);
    MuteRadii radii = MuteRadii.of(new FloatFeatures(values, 21, WIDTH), far);
    assertThat(radii.radii()[20]).isLessThan(1);
    assertThat(radii.share()).isBetween(0.75, 0.96);
  }

  @Property(tries = 100)
  void manyFramesOfOneKindAreMutedByTheRest(@ForAll @IntRange(min = 0, max = 10_000) int seed) {
    Random random = new Random(seed);
    float[] values = new float[60 * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    FloatFeatures far = new FloatFeatures(new float[] {500, 500, 500}, 1, WIDTH);
    MuteRadii radii = MuteRadii.of(new FloatFeatures(values, 60, WIDTH), far);
    assertThat(radii.share()).isGreaterThan(0.75);
    assertThat(radii.positive()).hasSize(60);
  }

  @Provide
  Arbitrary<FloatFeatures> features() {
    return Arbitraries.integers()
        .between(-4, 4)
        .list()
        .ofMinSize(5 * WIDTH)
        .ofMaxSize(12 * WIDTH)
        .map(
            values -> {
              int rows = values.size() / WIDTH;
              float[] all = new float[rows * WIDTH];
              for (int i = 0; i < all.length; i++) {
                all[i] = values.get(i) / 2f;
              }
              return new FloatFeatures(all, rows, WIDTH);
            });
  }
}
