package io.sisom.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Scores are known from summaries, or one by one where there are none, and count once. */
class ScoreSourcesTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final ScoreSources sources = new ScoreSources();

  @Test
  void withoutSummariesScoresAreReadOneByOneAndThePageSaysSo() {
    assertThat(sources.singly(0)).isTrue();
    assertThat(sources.score(0, at(0), at(0))).isTrue();
    assertThat(sources.unsummarized(at(1))).as("the first summary is not due").isZero();
    assertThat(sources.unsummarized(at(21))).isOne();
  }

  @Test
  void fromTheEndOfTheFirstSummarysWhileOnSummariesCountAndScoresAreReadNoMore() {
    sources.score(0, at(3), at(3));
    assertThat(sources.summary(0, at(1), at(5))).as("what counts singly").isFalse();
    assertThat(sources.singly(0)).as("a score of that while may still come").isTrue();
    assertThat(sources.score(0, at(4), at(6))).as("as this one").isTrue();
    assertThat(sources.summary(0, at(4), at(5))).as("another sensor's, of that while").isFalse();
    assertThat(sources.summary(0, at(6), at(10))).isTrue();
    assertThat(sources.score(0, at(6), at(11))).as("in that summary").isFalse();
    assertThat(sources.singly(0)).isFalse();
    assertThat(sources.unsummarized(at(100))).isZero();
    assertThat(sources.singly(1)).as("another partition, of another scorer").isTrue();
  }

  @Property(tries = 500)
  void eachScoreCountsOnceInWhateverOrderSummariesAndScoresCome(@ForAll Random random) {
    ScoreSources fresh = new ScoreSources();
    int length = 5;
    Map<String, List<Integer>> whiles = new TreeMap<>();
    List<Integer> scored = new ArrayList<>();
    for (int second = 0, count = 0; count < 40; second += random.nextInt(2), count++) {
      String sensor = "cam-" + random.nextInt(3);
      scored.add(second);
      whiles.computeIfAbsent(sensor + " " + second / length, it -> new ArrayList<>()).add(second);
    }
    List<List<Integer>> summaries =
        new ArrayList<>(
            whiles.values().stream()
                .sorted(Comparator.comparingInt(it -> it.get(0) / length))
                .toList());
    int counted = 0;
    int next = 0;
    while (next < scored.size() || !summaries.isEmpty()) {
      boolean scoresGoOn = next < scored.size() && fresh.singly(0);
      if (scoresGoOn && (summaries.isEmpty() || random.nextBoolean())) {
        counted += fresh.score(0, at(scored.get(next++)), at(0)) ? 1 : 0;
      } else if (!summaries.isEmpty()) {
        List<Integer> sum = summaries.remove(0);
        Instant until = at((sum.get(0) / length + 1) * length);
        counted += fresh.summary(0, at(sum.get(0)), until) ? sum.size() : 0;
      } else {
        break;
      }
    }
    assertThat(counted).isEqualTo(scored.size());
  }

  @Test
  void whereSummariesStayAwayWhileScoresComeTheyAreReadOneByOneAgain() {
    sources.summary(0, at(1), at(5));
    assertThat(sources.withoutSummaries(Map.of(0, 10L), at(6))).isEmpty();
    assertThat(sources.withoutSummaries(Map.of(0, 10L), at(300))).as("no score").isEmpty();
    assertThat(sources.withoutSummaries(Map.of(0, 12L), at(301))).isEmpty();
    assertThat(sources.withoutSummaries(Map.of(0, 14L), at(320))).isEmpty();
    assertThat(sources.withoutSummaries(Map.of(0, 16L), at(347))).containsExactly(0);
    assertThat(sources.singly(0)).isTrue();
    assertThat(sources.score(0, at(4), at(348))).as("in the last summary").isFalse();
    assertThat(sources.score(0, at(302), at(348))).isTrue();
  }

  @Test
  void aSummaryInTimeKeepsThingsAsTheyAre() {
    sources.summary(0, at(1), at(5));
    sources.withoutSummaries(Map.of(0, 10L), at(6));
    sources.withoutSummaries(Map.of(0, 12L), at(8));
    sources.summary(0, at(6), at(9));
    assertThat(sources.withoutSummaries(Map.of(0, 12L), at(100))).isEmpty();
    assertThat(sources.singly(0)).isFalse();
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
