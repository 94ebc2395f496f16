package io.sisom.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.candidate.CandidateSelection.Verdict;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.utils.Bytes;

class CandidateProperties {
  @Property(tries = 300)
  void choosesTheBestThatDiffer(
      @ForAll @Size(max = 40) List<@DoubleRange(min = 0, max = 10) Double> ranked,
      @ForAll @IntRange(min = 1, max = 8) int k,
      @ForAll @DoubleRange(min = 0, max = 3) double distance) {
    CandidateSelection<Double> selection =
        new CandidateSelection<>(k, (a, b) -> Math.abs(a - b) < distance);
    int near = 0;
    for (Double item : ranked) {
      List<Double> better = List.copyOf(selection.chosen());
      boolean isNear = better.stream().anyMatch(b -> Math.abs(b - item) < distance);
      Verdict expected =
          better.size() == k ? Verdict.OUTRANKED : isNear ? Verdict.NEAR : Verdict.CHOSEN;
      assertThat(selection.offer(item)).isEqualTo(expected);
      near += expected == Verdict.NEAR ? 1 : 0;
    }
    assertThat(selection.chosen()).hasSizeLessThanOrEqualTo(k);
    assertThat(selection.suppressed()).isEqualTo(near);
  }

  @Property
  void keysSortByWindowThenScoreThenFrame(
      @ForAll @LongRange(min = 0) long window,
      @ForAll @LongRange(min = 0) long otherWindow,
      @ForAll double score,
      @ForAll double otherScore) {
    Bytes key = PoolKey.of(window, score, "a");
    assertThat(Integer.signum(key.compareTo(PoolKey.of(otherWindow, otherScore, "a"))))
        .isEqualTo(
            window != otherWindow
                ? Long.compare(window, otherWindow)
                : Double.compare(otherScore + 0.0, score + 0.0));
    assertThat(key.compareTo(PoolKey.of(window, score, "b"))).isNegative();
    assertThat(PoolKey.windowStart(key)).isEqualTo(window);
  }

  @Property(tries = 200)
  void infiniteScoresRankAtTheEnds(
      @ForAll @DoubleRange(min = -1e300, max = 1e300) double score, @ForAll String frameId) {
    Bytes key = PoolKey.of(0, score, frameId);
    assertThat(PoolKey.of(0, Double.POSITIVE_INFINITY, frameId)).isLessThan(key);
    assertThat(PoolKey.of(0, Double.NEGATIVE_INFINITY, frameId)).isGreaterThan(key);
  }
}
