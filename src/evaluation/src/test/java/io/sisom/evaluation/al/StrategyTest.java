package io.sisom.evaluation.al;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.candidate.CandidateRank;
import io.sisom.evaluation.EvaluationException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class StrategyTest {
  private static final float[][] KNOWN = known();

  /** Class 0 at (3, 0..0.9), class 1 at (0..0.9, 3). */
  private static float[][] known() {
    float[][] known = new float[20][];
    for (int i = 0; i < known.length; i++) {
      float along = i / 2 * 0.1f;
      known[i] = i % 2 == 0 ? new float[] {3, along} : new float[] {along, 3};
    }
    return known;
  }

  @Test
  void entropyTakesTheFrameBetweenTheClasses() {
    assertThat(chosen(StrategyName.ENTROPY, 1, at(3, 0), at(2, 2), at(0, 3))).containsExactly(1);
  }

  @Test
  void coreSetTakesTheFarthestFirstAndThenWhatIsFarFromThatToo() {
    assertThat(chosen(StrategyName.CORESET, 2, at(3, 0.2), at(9, 9), at(9, 8.9), at(-4, -4)))
        .containsExactly(1, 3);
  }

  @Test
  void badgeBeginsWithTheLargestGradientAndSpreads() {
    int[] rows =
        chosen(StrategyName.BADGE, 2, at(5, 5), at(5, 5), at(6, 6), at(0.1, 0.1), at(-5, -5));

    assertThat(rows[0]).isEqualTo(2);
    assertThat(rows[1]).isEqualTo(4);
  }

  @Test
  void badgeGoesOnWhereAllFramesAreTheSame() {
    assertThat(chosen(StrategyName.BADGE, 3, at(1, 1), at(1, 1), at(1, 1)))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void sisomTakesTheFrameBetweenTheClasses() {
    for (StrategyName name : List.of(StrategyName.SISOM, StrategyName.RATIO)) {
      assertThat(chosen(name, 1, at(3, 0.15), at(1.6, 1.7), at(0.15, 3))).containsExactly(1);
    }
  }

  @Test
  void theFarCutLeavesJunkToTheLast() {
    StrategyInput input = Seen.of(KNOWN, new float[][] {at(3, 0.15), at(1.6, 1.7), at(-9, -9)});
    double limit = score(input, 1);

    Choice cut =
        new SisomStrategy(
                Seen.settings(new Tuning.Given(limit), new Tuning.Off()), CandidateRank.SISOME)
            .choose(input, 3, new Random(0));

    assertThat(cut.rows()).containsExactly(1, 0, 2);
    assertThat(cut.far()).isEqualTo(1);
    assertThat(cut.filled()).isEqualTo(1);
  }

  @Test
  void diversityLeavesNearDuplicatesToTheLast() {
    StrategyInput input = Seen.of(KNOWN, new float[][] {at(1.6, 1.7), at(1.6, 1.7), at(3, 0.15)});

    Choice diverse =
        new SisomStrategy(
                Seen.settings(new Tuning.Off(), new Tuning.Given(1e-3)), CandidateRank.SISOME)
            .choose(input, 3, new Random(0));

    assertThat(diverse.rows()).containsExactly(0, 2, 1);
    assertThat(diverse.near()).isEqualTo(1);
  }

  @Test
  void answersSetTheLimitWhereTheyTellBest() {
    FarLimit limit = new FarLimit(0.95, 10, 0.5);
    double[] heldOut = IntStream.range(0, 20).mapToDouble(i -> i).toArray();
    double[] junk = IntStream.range(0, 10).mapToDouble(i -> 15.5 + i).toArray();

    assertThat(limit.of(heldOut, junk)).isEqualTo(15);
  }

  @Test
  void withoutAnswersThatTellTheLimitIsWhatFewHeldOutFramesExceed() {
    FarLimit limit = new FarLimit(0.95, 10, 0.5);
    double[] heldOut = IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray();

    assertThat(limit.of(heldOut, new double[] {0})).isEqualTo(95);
    assertThat(limit.of(heldOut, heldOut)).isEqualTo(95);
    assertThat(limit.of(new double[0], heldOut)).isInfinite();
  }

  @Test
  void aStrategyThatIsNoneIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> StrategyName.parse(List.of("random", "luck")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("luck is no strategy; there are random, stream, sisom, sisom-topk");
  }

  private static double score(StrategyInput input, int row) {
    SisomSettings settings = Seen.settings(new Tuning.Off(), new Tuning.Off());
    return new SisomWorth(settings, CandidateRank.SISOME).of(input)[row];
  }

  private static int[] chosen(StrategyName name, int query, float[]... candidates) {
    return name.strategy(Seen.settings(new Tuning.Off(), new Tuning.Off()))
        .choose(Seen.of(KNOWN, candidates), query, new Random(1))
        .rows();
  }

  private static float[] at(double x, double y) {
    return new float[] {(float) x, (float) y};
  }
}
