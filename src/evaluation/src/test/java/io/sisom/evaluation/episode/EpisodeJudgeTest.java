package io.sisom.evaluation.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sisom.alert.AlertConfig;
import io.sisom.evaluation.episode.EpisodeJudge.Judgment;
import io.sisom.evaluation.episode.SpliceOutcome.Found;
import io.sisom.evaluation.episode.SpliceOutcome.Hidden;
import io.sisom.evaluation.episode.SpliceOutcome.Missed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EpisodeJudgeTest {
  private static final long[] MILLIS = LongStream.range(0, 400).map(i -> 50 * i).toArray();
  private static final Stretch ALL = new Stretch(0, 400);
  private static final AlertConfig THREE_OF_FIVE =
      new AlertConfig(
          3,
          5,
          0.01,
          0,
          false,
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(120));

  private final Splice early = splice(100, 20);
  private final Splice late = splice(250, 20);

  @Test
  void findsWhatItsFramesOpenedAndCountsFromItsFirst() {
    Judgment judged = judge(List.of(new Episode(101, 104, 119)));
    assertThat(judged.outcomes()).isEqualTo(Map.of(early, new Found(0.2), late, new Missed()));
    assertThat(judged.falseEpisodes()).isZero();
  }

  @Test
  void findsWhatIsToldOnlyWithTheFrameAfterIt() {
    Judgment judged = judge(List.of(new Episode(118, 121, 121)));
    assertThat(judged.outcomes()).containsEntry(early, new Found(1.05));
  }

  @Test
  void callsFalseWhatNoSpliceHadAPartIn() {
    Judgment judged = judge(List.of(new Episode(10, 12, 20), new Episode(120, 122, 125)));
    assertThat(judged.outcomes().values()).containsOnly(new Missed());
    assertThat(judged.falseEpisodes()).isEqualTo(2);
  }

  @Test
  void countsTwoEpisodesOfOneNoveltyOnceAndNeitherAsFalse() {
    Judgment judged = judge(List.of(new Episode(100, 102, 103), new Episode(115, 118, 119)));
    assertThat(judged.outcomes()).containsEntry(early, new Found(0.1));
    assertThat(judged.falseEpisodes()).isZero();
  }

  @Test
  void tellsANoveltyApartThatAnOpenEpisodeHid() {
    Judgment judged = judge(List.of(new Episode(90, 92, 110)));
    assertThat(judged.outcomes()).containsEntry(early, new Hidden());
    assertThat(judged.falseEpisodes()).isEqualTo(1);
  }

  @Test
  void hasTheScorersRule() {
    double[] pValues = new double[400];
    Arrays.fill(pValues, 0.5);
    for (int novel : new int[] {30, 40, 100, 103, 104, 110, 130, 390, 391, 392}) {
      pValues[novel] = 0.01;
    }
    List<Episode> episodes =
        new EpisodeRule(THREE_OF_FIVE).of(ALL, MILLIS, new double[400], pValues);
    assertThat(episodes)
        .as("three of five; 26 frames of quiet do not end one, the end of the stretch does")
        .containsExactly(new Episode(100, 104, 130), new Episode(390, 392, 392));
  }

  @Test
  void judgesCopiesByScoresOfChangedFramesAndTheCleanStreamByItsOwn() {
    double[] clean = new double[400];
    Arrays.fill(clean, 1);
    clean[50] = 9;
    clean[51] = 9;
    clean[52] = 9;
    double[] novel = new double[20];
    Arrays.fill(novel, 9);
    novel[0] = 1;
    double[] unseen = new double[20];
    Arrays.fill(unseen, 1);
    Splice other = new Splice(1, SpliceKind.FOG, 100, 20, 0, new Mask(0, 0, 2, 2), 0, 0, 0.5);
    RateResult result =
        new StretchJudge(ALL, MILLIS, score -> score > 5 ? 0.001 : 0.5, THREE_OF_FIVE, 1000)
            .judge(
                CalibrationForm.FRAMES,
                0.001,
                clean,
                Map.of(early, novel, late, unseen, other, unseen));
    assertThat(result.alarms()).isEqualTo(3);
    assertThat(result.falseEpisodes()).isEqualTo(1);
    assertThat(result.blocks()).isEqualTo(19);
    assertThat(result.alarmedBlocks()).isEqualTo(1);
    assertThat(result.outcomes())
        .isEqualTo(Map.of(early, new Found(0.15), late, new Missed(), other, new Missed()));

    EpisodeLine line = EpisodeLine.of("method", "source", List.of(result, result));
    assertThat(line.found()).isEqualTo(2);
    assertThat(line.missed()).isEqualTo(4);
    assertThat(line.seen()).isEqualTo(3 / 400.0);
    assertThat(line.secondsMedian()).isEqualTo(0.15);
    assertThat(line.falsePerHour()).isCloseTo(2 * 3600 / (2 * 19.95), within(1e-9));
    assertThat(line.byKind())
        .containsEntry("dark", new EpisodeLine.Count(2, 4))
        .containsEntry("fog", new EpisodeLine.Count(0, 2));
  }

  private Judgment judge(List<Episode> episodes) {
    return EpisodeJudge.judge(episodes, List.of(early, late), MILLIS);
  }

  private static Splice splice(int start, int frames) {
    return new Splice(0, SpliceKind.DARK, start, frames, 0, new Mask(0, 0, 2, 2), 0, 0, 0.5);
  }
}
