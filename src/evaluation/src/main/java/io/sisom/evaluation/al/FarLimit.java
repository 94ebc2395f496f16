package io.sisom.evaluation.al;

import java.util.Arrays;

/**
 * Finds the score above which a frame is junk, from what there is anyway: scores of held-out
 * labeled frames, and of the frames the oracle said to have no class. Outliers made of labeled
 * frames, which settings are fitted by, did not serve: a network of few labels scores them like
 * frames of its classes.
 *
 * @param quantile of held-out scores that is the limit while answers say nothing, 0 to 1: the rest
 *     of the frames that have a class is the price
 * @param leastAnswers of either kind before answers are believed
 * @param leastDifference between the shares of junk and of held-out frames above the limit that
 *     answers set, 0 to 1; with less they lie too close together to be told apart
 */
record FarLimit(double quantile, int leastAnswers, double leastDifference) {
  /** The lower of what held-out frames and answers say; infinite where neither says anything. */
  double of(double[] heldOut, double[] junk) {
    return Math.min(byHeldOut(heldOut), byAnswers(heldOut, junk));
  }

  private double byHeldOut(double[] heldOut) {
    if (heldOut.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double[] sorted = heldOut.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(quantile * (sorted.length - 1))];
  }

  /** The held-out score with the largest difference of shares above it (Youden's index). */
  double byAnswers(double[] heldOut, double[] junk) {
    if (heldOut.length < leastAnswers || junk.length < leastAnswers) {
      return Double.POSITIVE_INFINITY;
    }
    double best = leastDifference;
    double limit = Double.POSITIVE_INFINITY;
    for (double at : heldOut) {
      double difference = shareAbove(junk, at) - shareAbove(heldOut, at);
      if (difference >= best) {
        best = difference;
        limit = at;
      }
    }
    return limit;
  }

  private static double shareAbove(double[] scores, double limit) {
    return (double) Arrays.stream(scores).filter(score -> score > limit).count() / scores.length;
  }
}
