package io.sisom.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
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
  void withTheFirstSummaryScoresAreReadOneByOneNoMore() {
    sources.score(0, at(3), at(3));
    assertThat(sources.summary(0, at(1), at(5))).as("what was counted singly").isFalse();
    assertThat(sources.singly(0)).isFalse();
    assertThat(sources.score(0, at(4), at(6))).as("already counted").isFalse();
    assertThat(sources.summary(0, at(6), at(9))).isTrue();
    assertThat(sources.unsummarized(at(100))).isZero();
    assertThat(sources.singly(1)).as("another partition, of another scorer").isTrue();
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
    assertThat(sources.score(0, at(5), at(348))).as("in the last summary").isFalse();
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
