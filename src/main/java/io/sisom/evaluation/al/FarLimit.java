package io.sisom.evaluation.al;

import io.sisom.fitting.OutlierPass;
import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.reference.FrameScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the SISOMe above which a frame is junk, from what an experimenter has anyway: outliers made
 * of labeled frames, and the frames the oracle said to have no class.
 */
final class FarLimit {
  private static final int BATCH = 64;

  private final int made;
  private final double quantile;
  private final int leastAnswers;

  /**
   * With how much it takes.
   *
   * @param made labeled frames that outliers are made of, at most
   * @param quantile of the outliers' scores that is the limit, 0 to 1
   * @param leastAnswers of each kind before answers are believed
   */
  FarLimit(int made, double quantile, int leastAnswers) {
    this.made = made;
    this.quantile = quantile;
    this.leastAnswers = leastAnswers;
  }

  /**
   * The lower of what outliers and answers say; infinite where neither says anything.
   *
   * @param gradientTaps that scores read
   */
  double of(FrameScorer scorer, Sight sight, Set<String> gradientTaps) {
    double[] known = scorer.reference().calibration().sisome().scores();
    double byOutliers = byOutliers(scorer, sight, gradientTaps);
    double byAnswers =
        sight
            .junk()
            .map(junk -> byAnswers(known, Scores.sisome(scorer, junk.features())))
            .orElse(Double.POSITIVE_INFINITY);
    return Math.min(byOutliers, byAnswers);
  }

  private double byOutliers(FrameScorer scorer, Sight sight, Set<String> gradientTaps) {
    int[] rows = spread(sight.labels().length, made);
    int[] labels = IntStream.of(rows).map(row -> sight.labels()[row]).toArray();
    if (IntStream.of(labels).distinct().count() < 2) {
      return Double.POSITIVE_INFINITY;
    }
    List<byte[]> planes =
        IntStream.of(rows).mapToObj(sight.recalled().ids()::get).map(sight.pixels()).toList();
    OutlierPass pass = new OutlierPass(sight.network(), BATCH, gradientTaps);
    List<double[]> scores = new ArrayList<>();
    for (OutlierFamily family : OutlierFamily.values()) {
      if (family.kind() == OutlierFamily.Kind.FAR) {
        pass.run(family, planes, labels, (done, total) -> {})
            .ifPresent(seen -> scores.add(Scores.sisome(scorer, seen)));
      }
    }
    double[] all = scores.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    return all.length == 0 ? Double.POSITIVE_INFINITY : all[(int) (quantile * (all.length - 1))];
  }

  /**
   * The limit that best tells frames of no class from frames of one (the largest difference of the
   * shares above it, Youden's index); infinite with too few of either.
   */
  double byAnswers(double[] known, double[] junk) {
    if (known.length < leastAnswers || junk.length < leastAnswers) {
      return Double.POSITIVE_INFINITY;
    }
    double best = 0;
    double limit = Double.POSITIVE_INFINITY;
    for (double at : known) {
      double found = above(junk, at) - above(known, at);
      if (found > best) {
        best = found;
        limit = at;
      }
    }
    return limit;
  }

  private static double above(double[] scores, double limit) {
    return (double) Arrays.stream(scores).filter(s -> s > limit).count() / scores.length;
  }

  /** At most {@code most} of {@code size} rows, evenly. */
  private static int[] spread(int size, int most) {
    int count = Math.min(size, most);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
  }
}
