package io.sisom.measure;

/**
 * How well one detector tells one set of novel frames from the in-distribution ones; all shares, 0
 * to 1.
 *
 * @param detector its name
 * @param set the novel frames' name
 * @param novelFrames how many there are
 * @param auroc see {@link Ranking#auroc}; ½ is chance
 * @param auprIn see {@link Ranking#auprIn}
 * @param auprOut see {@link Ranking#auprOut}
 * @param fpr95 novel frames passed where 95 % of the in-distribution ones pass
 * @param flagged95 in-distribution frames flagged where 95 % of the novel ones are: OpenOOD 1.5's
 *     FPR@95
 */
public record SetFigures(
    String detector,
    String set,
    int novelFrames,
    double auroc,
    double auprIn,
    double auprOut,
    double fpr95,
    double flagged95) {
  private static final double SHARE = 0.95;

  /**
   * From scores; higher is more novel.
   *
   * @param known scores of in-distribution test frames, at least one
   * @param novel scores of the set's frames, at least one
   */
  public static SetFigures of(String detector, String set, double[] known, double[] novel) {
    Ranking ranking = Ranking.of(known, novel);
    return new SetFigures(
        detector,
        set,
        novel.length,
        ranking.auroc(),
        ranking.auprIn(),
        ranking.auprOut(),
        ranking.novelPassedAt(SHARE),
        ranking.knownFlaggedAt(SHARE));
  }
}
