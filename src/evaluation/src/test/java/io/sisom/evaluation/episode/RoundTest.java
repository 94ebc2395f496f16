package io.sisom.evaluation.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.evaluation.EvaluationException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoundTest {
  private static final long[] MILLIS = LongStream.range(0, 1000).map(i -> 50 * i).toArray();

  @Example
  void goesInTheOrderOfTimeInTheFirstRound() {
    Round first = Round.of(MILLIS, 5, 2, 1, 500).get(0);
    assertThat(first.judged()).isEqualTo(new Stretch(800, 1000));
    assertThat(first.calibration()).startsWith(409).endsWith(790);
    assertThat(first.reference()).startsWith(0).endsWith(399);
  }

  @Property
  void judgesEveryFrameOnceAndKeepsUsesApart(
      @ForAll @IntRange(min = 3, max = 9) int parts,
      @ForAll @IntRange(min = 1, max = 7) int wanted,
      @ForAll @IntRange(max = 2000) int margin) {
    int calibration = Math.min(wanted, parts - 2);
    List<Round> rounds = Round.of(MILLIS, parts, calibration, parts, margin);
    int[] judged =
        rounds.stream().flatMapToInt(round -> IntStream.of(round.judged().frames())).toArray();
    assertThat(Arrays.stream(judged).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1000).toArray());
    for (Round round : rounds) {
      assertThat(nearest(round.calibration(), round.judged().frames()))
          .isGreaterThanOrEqualTo(Math.max(50, margin));
      assertThat(nearest(round.reference(), round.judged().frames()))
          .isGreaterThanOrEqualTo(Math.max(50, margin));
      assertThat(nearest(round.reference(), round.calibration()))
          .isGreaterThanOrEqualTo(Math.max(50, margin));
    }
  }

  @Example
  void refusesWhatLeavesNothing() {
    assertThatThrownBy(() -> Round.of(MILLIS, 3, 2, 1, 0))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("parts");
    assertThatThrownBy(() -> Round.of(MILLIS, 5, 2, 1, 60_000))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("margin of 60000 ms");
  }

  /** Milliseconds between the two nearest frames of two uses. */
  private static long nearest(int[] some, int[] others) {
    long least = Long.MAX_VALUE;
    for (int a : some) {
      for (int b : others) {
        least = Math.min(least, Math.abs(MILLIS[a] - MILLIS[b]));
      }
    }
    return least;
  }
}
