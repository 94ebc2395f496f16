package io.sisom.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was right in a demo.
 *
 * @param found for each unknown kind and fault, how often it came and how often an episode met it
 * @param episodes alert episodes in all
 * @param falseEpisodes those that met nothing novel
 * @param known frames of known kinds through healthy cameras
 * @param knownRight those of them whose kind was predicted
 * @param falseAlarms those of them called novel
 * @param alpha share of them that may be called novel, as asked for
 * @param candidates frames offered for a label
 * @param candidatesUnknown those of an unknown kind
 * @param candidatesMistaken those of a known kind that was predicted wrong
 * @param candidatesFaulty those of a faulty camera
 * @param beforeNone candidates of versions that knew nothing of "none of these", faulty ones told
 * @param withNone candidates of versions that had learned it from the annotator
 * @param labels labels given
 * @param sent frames sent
 * @param scored frames with a score
 * @param scoredTwice frames with more than one
 * @param versions reference versions that scored frames, ascending
 */
public record DemoResult(
    Map<String, Found> found,
    int episodes,
    int falseEpisodes,
    int known,
    int knownRight,
    int falseAlarms,
    double alpha,
    int candidates,
    int candidatesUnknown,
    int candidatesMistaken,
    int candidatesFaulty,
    Share beforeNone,
    Share withNone,
    int labels,
    int sent,
    int scored,
    int scoredTwice,
    List<Long> versions) {

  /**
   * How often something novel came and was noticed.
   *
   * @param came stretches of frames
   * @param noticed those that an episode met
   */
  public record Found(int came, int noticed) {
    Found plus(Found other) {
      return new Found(came + other.came, noticed + other.noticed);
    }
  }

  /**
   * Candidates, and those that show none of the kinds since the camera was faulty.
   *
   * @param candidates in all
   * @param faulty those of a faulty camera
   */
  public record Share(int candidates, int faulty) {
    static final Share NONE = new Share(0, 0);

    Share plus(boolean isFaulty) {
      return new Share(candidates + 1, faulty + (isFaulty ? 1 : 0));
    }

    String told() {
      return faulty + " of " + candidates;
    }
  }

  /** False alarms per 1,000 frames of known kinds. */
  public double falseAlarmsPerThousand() {
    return known == 0 ? 0 : 1000.0 * falseAlarms / known;
  }

  /**
   * Share of candidates that were worth a label: an unknown kind, or a known one mistaken; 0 to 1.
   */
  public double worthShare() {
    return candidates == 0 ? 0 : (double) (candidatesUnknown + candidatesMistaken) / candidates;
  }

  /** Whether every frame sent has exactly one score. */
  public boolean complete() {
    return scored == sent && scoredTwice == 0;
  }

  /** The table at the end of the demo. */
  public String table() {
    StringBuilder table = new StringBuilder("\nWhat was right\n");
    found.forEach(
        (label, times) ->
            table.append(
                line("alerts for " + label, times.noticed() + " of " + times.came() + " times")));
    return table
        .append(line("episodes that met nothing novel", falseEpisodes + " of " + episodes))
        .append(
            line(
                "false alarms per 1,000 known frames",
                "%.1f (asked: at most %.1f)".formatted(falseAlarmsPerThousand(), 1000 * alpha)))
        .append(
            line(
                "known kinds predicted right",
                "%.1f %%".formatted(known == 0 ? 0 : 100.0 * knownRight / known)))
        .append(
            line(
                "candidates worth a label",
                "%.0f %% of %d: %d unknown kinds, %d mistaken; %d faulty cameras"
                    .formatted(
                        100 * worthShare(),
                        candidates,
                        candidatesUnknown,
                        candidatesMistaken,
                        candidatesFaulty)))
        .append(
            line(
                "candidates of no kind",
                beforeNone.told()
                    + (withNone.candidates() == 0
                        ? "; no version learned \"none of these\""
                        : "; once \"none of these\" was learned " + withNone.told())))
        .append(line("labels given", Integer.toString(labels)))
        .append(line("reference versions that scored frames", versions.toString()))
        .append(
            line(
                "frames in = frames scored",
                sent
                    + " = "
                    + scored
                    + (scoredTwice == 0 ? ", none twice" : ", " + scoredTwice + " TWICE")))
        .toString();
  }

  private static String line(String what, String figure) {
    return String.format(Locale.ROOT, "  %-40s %s%n", what, figure);
  }
}
