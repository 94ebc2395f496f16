package io.sisom.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Batches of one epoch in which thin classes come more often than they are. Within a class no frame
 * comes twice before all have come; which batch a frame is in is drawn.
 */
final class MixedBatches {
  private final List<int[]> rowsByClass;
  private final double balance;
  private final Random random;

  /**
   * Of frames with these labels.
   *
   * @param balance 0: classes as often as they are; 1: all as often
   */
  MixedBatches(int[] labels, double balance, long seed) {
    this.balance = balance;
    this.random = new Random(seed);
    this.rowsByClass =
        IntStream.of(labels)
            .distinct()
            .sorted()
            .mapToObj(
                label ->
                    IntStream.range(0, labels.length).filter(row -> labels[row] == label).toArray())
            .toList();
  }

  /**
   * Draws an epoch.
   *
   * @param frames in all
   * @param batchFrames in each batch; a last one of a single frame is left out, since batch
   *     normalization has no variance of it
   */
  List<int[]> epoch(int frames, int batchFrames) {
    int[] share = shares(frames);
    List<Integer> drawn = new ArrayList<>(frames);
    for (int c = 0; c < share.length; c++) {
      draw(rowsByClass.get(c), share[c], drawn);
    }
    Collections.shuffle(drawn, random);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from + 1 < drawn.size(); from += batchFrames) {
      batches.add(
          drawn.subList(from, Math.min(drawn.size(), from + batchFrames)).stream()
              .mapToInt(row -> row)
              .toArray());
    }
    return batches;
  }

  /** Frames of each class: in proportion to n^(1 - balance), rounded so that they add up. */
  private int[] shares(int frames) {
    double[] weights =
        rowsByClass.stream().mapToDouble(rows -> Math.pow(rows.length, 1 - balance)).toArray();
    double sum = IntStream.range(0, weights.length).mapToDouble(c -> weights[c]).sum();
    int[] shares = new int[weights.length];
    double passed = 0;
    int given = 0;
    for (int c = 0; c < shares.length; c++) {
      passed += weights[c] / sum * frames;
      shares[c] = (int) Math.round(passed) - given;
      given += shares[c];
    }
    return shares;
  }

  private void draw(int[] rows, int count, List<Integer> drawn) {
    List<Integer> order = new ArrayList<>(IntStream.of(rows).boxed().toList());
    for (int i = 0; i < count; i++) {
      if (i % rows.length == 0) {
        Collections.shuffle(order, random);
      }
      drawn.add(order.get(i % rows.length));
    }
  }
}
