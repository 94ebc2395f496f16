package io.sisom.evaluation.episode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds episodes against what was spliced in. */
final class EpisodeJudge {
  private EpisodeJudge() {}

  /**
   * A judged stretch.
   *
   * @param outcomes of each splice
   * @param falseEpisodes that no splice's frame had a part in opening; more than one of one splice
   *     are no false ones
   */
  record Judgment(Map<Splice, SpliceOutcome> outcomes, int falseEpisodes) {}

  /**
   * Judges.
   *
   * @param episodes of one copy's stretch
   * @param splices in the same
   * @param millis of the whole stream
   */
  static Judgment judge(List<Episode> episodes, List<Splice> splices, long[] millis) {
    Map<Splice, SpliceOutcome> outcomes = new LinkedHashMap<>();
    for (Splice splice : splices) {
      outcomes.put(splice, outcome(episodes, splice, millis));
    }
    long wrong =
        episodes.stream().filter(episode -> splices.stream().noneMatch(episode::openedBy)).count();
    return new Judgment(outcomes, (int) wrong);
  }

  private static SpliceOutcome outcome(List<Episode> episodes, Splice splice, long[] millis) {
    for (Episode episode : episodes) {
      if (episode.openedBy(splice)) {
        return new SpliceOutcome.Found(
            (millis[episode.opened()] - millis[splice.start()]) / 1000.0);
      }
    }
    return episodes.stream().anyMatch(episode -> episode.hides(splice))
        ? new SpliceOutcome.Hidden()
        : new SpliceOutcome.Missed();
  }
}
