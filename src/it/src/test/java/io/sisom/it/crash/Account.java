package io.sisom.it.crash;

import io.sisom.cli.config.SisomConfig;
import io.sisom.schema.FrameScore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of every record.
 *
 * @param frames frames against scores
 * @param rubbish records that are no frames against dead letters
 * @param problems what breaks the promise of the processing guarantee, in words; empty: kept
 */
record Account(Tally frames, Tally rubbish, List<String> problems) {
  /**
   * Draws up the account.
   *
   * @param config of the scorers: under exactly_once_v2 everything must be there once and as an
   *     undisturbed scorer makes it, under at_least_once at least once
   * @param dir for the replay of the windows
   */
  static Account of(List<Sent> sent, Outputs outputs, SisomConfig config, Path dir) {
    List<FrameScore> scores = outputs.scores().stream().map(Arrival::score).toList();
    Tally frames =
        Tally.of(
            sent.stream().filter(Sent::frame).map(Sent::id).toList(),
            scores.stream().map(FrameScore::getFrameId).toList());
    Tally rubbish =
        Tally.of(
            sent.stream().filter(s -> !s.frame()).map(Sent::id).toList(), outputs.deadLetters());
    List<String> problems = new ArrayList<>();
    missing("frames", frames, problems);
    missing("records that are no frames", rubbish, problems);
    if (config.scoring().guarantee().equals("exactly_once_v2")) {
      doubled("frames", frames, problems);
      doubled("records that are no frames", rubbish, problems);
      order(scores, problems);
      problems.addAll(EpisodeReplay.compare(config.alerts(), scores, outputs.alerts()));
      problems.addAll(SummaryReplay.compare(scores, outputs.summaries()));
      problems.addAll(
          WindowReplay.compare(
              config.candidates(), scores, outputs.pool(), outputs.candidates(), dir));
    }
    return new Account(frames, rubbish, List.copyOf(problems));
  }

  private static void missing(String what, Tally tally, List<String> problems) {
    if (!tally.lost().isEmpty()) {
      problems.add(tally.lost().size() + " " + what + " lost: " + Tally.some(tally.lost()));
    }
    if (!tally.strange().isEmpty()) {
      problems.add(
          tally.strange().size() + " " + what + " never sent: " + Tally.some(tally.strange()));
    }
  }

  private static void doubled(String what, Tally tally, List<String> problems) {
    if (!tally.doubled().isEmpty()) {
      problems.add(
          tally.doubled().size() + " " + what + " doubled: " + Tally.some(tally.doubled()));
    }
  }

  private static void order(List<FrameScore> scores, List<String> problems) {
    Map<String, String> last = new HashMap<>();
    for (FrameScore score : scores) {
      String before = last.put(score.getSensorId(), score.getFrameId());
      // Ids count with leading zeros.
      if (before != null && before.compareTo(score.getFrameId()) >= 0) {
        problems.add(score.getFrameId() + " came after " + before);
      }
    }
  }
}
