package io.sisom.testkit;

import java.util.Arrays;
import java.util.List;

/**
 * Area under the ROC curve: the chance that a novel frame scores higher than a known one, ties
 * half.
 */
public final class Auroc {
  private Auroc() {}

  /** From the scores of known and novel frames. */
  public static double of(List<Double> known, List<Double> novel) {
    double[] sorted = known.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double wins = 0;
    for (double score : novel) {
      wins += (countBelow(sorted, score) + countUpTo(sorted, score)) / 2.0;
    }
    return wins / sorted.length / novel.size();
  }

  private static long countBelow(double[] sorted, double score) {
    return Arrays.stream(sorted).filter(s -> s < score).count();
  }

  private static long countUpTo(double[] sorted, double score) {
    return Arrays.stream(sorted).filter(s -> s <= score).count();
  }
}
