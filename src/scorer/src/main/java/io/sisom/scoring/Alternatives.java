package io.sisom.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The labels that a frame may have instead of the predicted one, by the network: what a person who
 * labels it is offered first where there are too many classes for a key each.
 */
final class Alternatives {
  /** Least probability, 0 to 1. */
  private static final double LEAST = 0.01;

  private static final int MOST = 5;

  private Alternatives() {}

  /**
   * The likeliest first, without the predicted one.
   *
   * @param logits of a batch, a row for each frame, finite in {@code row}
   * @param energy of the frame, {@code −logsumexp} of its row
   */
  static List<String> of(
      float[] logits, int row, List<String> labels, int predicted, double energy) {
    int offset = row * labels.size();
    double least = Math.log(LEAST) - energy;
    List<Integer> found = new ArrayList<>();
    for (int c = 0; c < labels.size(); c++) {
      if (c != predicted && logits[offset + c] >= least) {
        found.add(c);
      }
    }
    return found.stream()
        .sorted(Comparator.comparingDouble((Integer c) -> -logits[offset + c]))
        .limit(MOST)
        .map(labels::get)
        .toList();
  }
}
