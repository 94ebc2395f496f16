package io.sisom.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.InnerClass;
import io.sisom.method.LeanFeature;
import io.sisom.method.OuterReading;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.TapLayout;
import io.sisom.reference.Verdict.Scored;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Which class's known frames a frame is measured to, where some class has none. */
class InnerClassProperties {
  private static final TapLayout LAYOUT = new TapLayout(List.of(new TapLayout.Tap("late", 0, 3)));
  private static final int FRAMES = 40;

  @Property(tries = 200)
  void whereEveryClassHasKnownFramesNothingChangesToTheLastBit(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 6) int classes,
      @ForAll Distance distance,
      @ForAll OuterReading outer) {
    Random random = new Random(seed);
    ReferenceSet set = set(random, classes, classes, distance, outer);
    assertThat(set.holdsEveryClass()).isTrue();
    assertSame(scores(set, seed), scores(asEarlier(set), seed), seed, classes, classes);
  }

  @Property(tries = 200)
  void whereSomeHaveNoneOnlyTheirFramesChangeAndNoneIsInfinitelyFar(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int held,
      @ForAll @IntRange(min = 1, max = 3) int missing,
      @ForAll Distance distance,
      @ForAll OuterReading outer) {
    Random random = new Random(seed);
    int classes = held + missing;
    ReferenceSet set = set(random, held, classes, distance, outer);
    List<Scored> now = scores(set, seed);
    assertSame(now, scores(asEarlier(set), seed), seed, held, classes);
    assertThat(now).allMatch(scored -> Double.isFinite(scored.neighbors().inner()));
    assertThat(now).allMatch(scored -> Double.isFinite(scored.sisome()));
    assertThat(now).allMatch(scored -> set.known().labels()[scored.neighbors().innerRow()] < held);
  }

  /** Of frames whose pseudo-class has known frames. */
  private static void assertSame(
      List<Scored> now, List<Scored> earlier, long seed, int held, int classes) {
    for (int i = 0; i < now.size(); i++) {
      assertThat(now.get(i).predicted()).isEqualTo(earlier.get(i).predicted());
      if (now.get(i).predicted() < held) {
        assertThat(now.get(i))
            .as("frame %d of seed %d, %d of %d classes held", i, seed, held, classes)
            .usingRecursiveComparison()
            .isEqualTo(earlier.get(i));
      }
    }
  }

  private static ReferenceSet asEarlier(ReferenceSet set) {
    return set.with(set.rule().with(InnerClass.PREDICTED));
  }

  private static List<Scored> scores(ReferenceSet set, long seed) {
    Random random = new Random(seed + 1);
    float[] logits = gaussian(random, FRAMES * set.head().classes());
    float[] taps = gaussian(random, FRAMES * LAYOUT.width());
    return new FrameScorer(set)
        .score(logits, taps, new float[0], 0, FRAMES).stream()
            .map(verdict -> (Scored) verdict)
            .toList();
  }

  private static ReferenceSet set(
      Random random, int held, int classes, Distance distance, OuterReading outer) {
    int known = 5 * held;
    LeanFeature lean = new LeanFeature(LAYOUT, List.of("late"));
    float[] taps = gaussian(random, known * LAYOUT.width());
    float[] features = new float[known * lean.width()];
    for (int i = 0; i < known; i++) {
      lean.enhance(taps, new float[0], i * LAYOUT.width(), features, i * lean.width());
    }
    Calibration scores = Calibration.of(-1, 0, 1);
    return new ReferenceSet(
        new DistanceRule(Profile.LEAN, lean, distance, 3, outer),
        new Head(
            IntStream.range(0, classes).mapToObj(c -> "c" + c).toList(),
            1,
            new float[classes],
            new float[classes]),
        new KnownFrames(
            new FloatFeatures(features, known, lean.width()),
            IntStream.range(0, known).map(i -> i % held).toArray(),
            IntStream.range(0, known).mapToObj(i -> "f" + i).toList()),
        ScoreForm.ZSCORE,
        new Balance(0.5, 0, 1, 0, 1),
        0.5,
        new CalibrationScores(scores, scores, scores),
        "");
  }

  private static float[] gaussian(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
