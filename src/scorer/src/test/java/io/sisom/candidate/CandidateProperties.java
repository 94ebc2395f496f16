package io.sisom.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.candidate.CandidateSelection.OfferOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
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
      OfferOutcome expected =
          better.size() == k
              ? OfferOutcome.OUTRANKED
              : isNear ? OfferOutcome.NEAR : OfferOutcome.CHOSEN;
      assertThat(selection.offer(item)).isEqualTo(expected);
      near += expected == OfferOutcome.NEAR ? 1 : 0;
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
    Bytes key = ofFleet(window, score, "a");
    assertThat(Integer.signum(key.compareTo(ofFleet(otherWindow, otherScore, "a"))))
        .isEqualTo(
            window != otherWindow
                ? Long.compare(window, otherWindow)
                : Double.compare(otherScore + 0.0, score + 0.0));
    assertThat(key.compareTo(ofFleet(window, score, "b"))).isNegative();
    assertThat(PoolKey.window(key)).isEqualTo(WindowId.ofFleet(window));
  }

  @Property
  void aKeyOfASensorSaysWhatWentIntoItAndLiesBehindTheFleets(
      @ForAll @NotEmpty String sensorId,
      @ForAll String frameId,
      @ForAll @LongRange(min = 0) long start,
      @ForAll double score,
      @ForAll double otherScore) {
    Assume.that(encodable(sensorId) && encodable(frameId));
    WindowId window = new WindowId(sensorId, start);
    Bytes key = PoolKey.of(window, score, frameId);
    assertThat(PoolKey.window(key)).isEqualTo(window);
    assertThat(PoolKey.frameId(key)).isEqualTo(frameId);
    assertThat(ofFleet(Long.MAX_VALUE, score, frameId)).isLessThan(key);
    assertThat(Integer.signum(key.compareTo(PoolKey.of(window, otherScore, frameId))))
        .isEqualTo(Double.compare(otherScore + 0.0, score + 0.0));
  }

  @Property(tries = 100)
  void keysThatTheFirstVersionWroteAreRead(
      @ForAll @LongRange(min = 0) long start, @ForAll double score, @ForAll String frameId) {
    Assume.that(encodable(frameId));
    byte[] id = frameId.getBytes(StandardCharsets.UTF_8);
    byte[] written =
        ByteBuffer.allocate(16 + id.length).putLong(start).putLong(~0L).put(id).array();
    assertThat(PoolKey.window(Bytes.wrap(written))).isEqualTo(WindowId.ofFleet(start));
    assertThat(PoolKey.frameId(Bytes.wrap(written))).isEqualTo(frameId);
  }

  private static boolean encodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static Bytes ofFleet(long start, double score, String frameId) {
    return PoolKey.of(WindowId.ofFleet(start), score, frameId);
  }

  @Property(tries = 200)
  void infiniteScoresRankAtTheEnds(
      @ForAll @DoubleRange(min = -1e300, max = 1e300) double score, @ForAll String frameId) {
    Bytes key = ofFleet(0, score, frameId);
    assertThat(ofFleet(0, Double.POSITIVE_INFINITY, frameId)).isLessThan(key);
    assertThat(ofFleet(0, Double.NEGATIVE_INFINITY, frameId)).isGreaterThan(key);
  }
}
