package io.sisom.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of in-distribution frames in blocks, for frames that come in crowds: those of one second
 * of a camera look alike, so that a thousand of them say as little as fifty apart.
 *
 * <p>A plain p-value takes every calibration frame for a fresh draw. Here only whole blocks are
 * exchangeable, and nothing is assumed of frames within one. Two promises are kept exactly, for any
 * number of blocks:
 *
 * <ul>
 *   <li>{@link #pValue}: for a frame drawn at random from a new block, the chance of a p-value ≤ α
 *       is at most α (Lee, Barber and Willett, Distribution-free inference with hierarchical data,
 *       2023).
 *   <li>{@link #maxima}: the p-value of a block's highest score. The chance that <i>any</i> frame
 *       of a new block has a p-value ≤ α is at most α: false alarms are bounded by time, not by
 *       frames.
 * </ul>
 *
 * <p>Neither can fall below {@link #smallest}: with 20 blocks no frame can be novel at α = 0.01.
 */
public final class BlockCalibration {
  private final int blocks;

  /** Ascending. */
  private final double[] scores;

  /** Of each score: it and those above it, each frame counted as one part of its block. */
  private final double[] massFrom;

  private final Calibration maxima;

  private record Weighted(double score, double weight) {}

  private BlockCalibration(List<double[]> blocks) {
    this.blocks = blocks.size();
    List<Weighted> all = new ArrayList<>();
    for (double[] block : blocks) {
      for (double score : block) {
        all.add(new Weighted(score + 0.0, 1.0 / block.length));
      }
    }
    all.sort((a, b) -> Double.compare(a.score(), b.score()));
    this.scores = all.stream().mapToDouble(Weighted::score).toArray();
    this.massFrom = new double[scores.length];
    double mass = 0;
    for (int i = scores.length - 1; i >= 0; i--) {
      mass += all.get(i).weight();
      massFrom[i] = mass;
    }
    this.maxima =
        Calibration.of(
            blocks.stream()
                .mapToDouble(block -> Arrays.stream(block).max().orElseThrow())
                .toArray());
  }

  /**
   * Of blocks as they are.
   *
   * @param blocks each with at least one score; scores may be infinite, never NaN
   */
  public static BlockCalibration of(List<double[]> blocks) {
    for (int b = 0; b < blocks.size(); b++) {
      if (blocks.get(b).length == 0 || Arrays.stream(blocks.get(b)).anyMatch(Double::isNaN)) {
        throw new IllegalArgumentException(
            "calibration: block " + b + " is empty, or holds what is not a number");
      }
    }
    return new BlockCalibration(blocks);
  }

  /**
   * Cuts one sensor's frames into blocks of equal time. A block begins with a frame and is whole
   * when one comes at its end or less than a block's time after it; what is left over before a
   * longer pause, and at the end, is no block.
   *
   * @param scores one a frame
   * @param millis event time of each, never falling
   * @param blockMillis how long a block is, 1 or more
   */
  public static BlockCalibration cut(double[] scores, long[] millis, long blockMillis) {
    if (scores.length != millis.length || blockMillis < 1) {
      throw new IllegalArgumentException(
          "calibration: %d scores at %d times, in blocks of %d ms"
              .formatted(scores.length, millis.length, blockMillis));
    }
    List<double[]> blocks = new ArrayList<>();
    int first = 0;
    for (int i = 1; i < scores.length; i++) {
      if (millis[i] < millis[i - 1]) {
        throw new IllegalArgumentException("calibration: time falls at frame " + i);
      }
      if (millis[i] - millis[first] >= blockMillis) {
        if (millis[i] - millis[first] < 2 * blockMillis) {
          blocks.add(Arrays.copyOfRange(scores, first, i));
        }
        first = i;
      }
    }
    return of(blocks);
  }

  /** Number of blocks. */
  public int size() {
    return blocks;
  }

  /** {@code 1 / (blocks + 1)}: no p-value is smaller. */
  public double smallest() {
    return 1.0 / (blocks + 1);
  }

  /**
   * {@code (1 + Σ share of the block's scores ≥ s) / (blocks + 1)}, in (0, 1]; small is novel.
   * Without blocks it is 1.
   */
  public double pValue(double score) {
    int place = firstAsHigh(score);
    double mass = place == scores.length ? 0 : massFrom[place];
    return Math.min(1, (1 + mass) / (blocks + 1.0));
  }

  /**
   * The highest score of each block, as a calibration of its own: p-values of it hold for every
   * frame of a block at once, also with a confidence ({@link PValues}).
   */
  public Calibration maxima() {
    return maxima;
  }

  private int firstAsHigh(double score) {
    int low = 0;
    int high = scores.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (scores[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
