package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BallsTest {
  @Property(tries = 150)
  void holdsExactlyTheRowsWithinTheRadius(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @DoubleRange(min = 0, max = 3) double radius) {
    Random random = new Random(seed);
    Features features = Samples.floats(Samples.grid(random, count, width));
    int[] rows = Samples.identity(count);
    Balls balls = Balls.of(features, rows, radius);
    for (int center = 0; center < count; center++) {
      List<Integer> found = new ArrayList<>();
      balls.forEachIn(center, found::add);
      List<Integer> expected = new ArrayList<>();
      for (int row = 0; row < count; row++) {
        double distance = Math.sqrt(features.squaredDistance(center, features, row));
        if (row == center || distance < radius) {
          expected.add(row);
        }
      }
      assertThat(found).isEqualTo(expected);
    }
  }
}
