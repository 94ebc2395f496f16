package io.sisom.learning;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.sisom.method.Head;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Refits a linear head: softmax regression on features the network has given already, pulled
 * towards the head before. Convex, so the same labels give the same head; solved with Nesterov's
 * accelerated gradient and adaptive restart (O'Donoghue and Candes, 2015) on standardized features.
 */
public final class HeadFitter {
  private static final double SMALL_GRADIENT = 1e-5;
  private static final double NEW_ROW = 100;
  private static final int POWER_STEPS = 30;
  private static final double LEAST_DEVIATION = 1e-6;

  private final LearningConfig config;
  private final Device device;

  /** Computes on {@code device}. */
  public HeadFitter(LearningConfig config, Device device) {
    this.config = config;
    this.device = device;
  }

  /**
   * Fits.
   *
   * @param start with a row for every label; what the fit is pulled towards, a hundredth as hard
   *     where a row is all zeros, since it is a new class's
   * @param held so many rows from the first on stay as they are, to the bit
   * @param features {@code float[N * P]}: what the head reads, row-major
   * @param labels row of the head for each frame, N
   * @param watcher told steps; may stop it early, with the head as far as it came
   */
  public Head fit(Head start, int held, float[] features, int[] labels, LearningWatcher watcher) {
    try (NDManager manager = NDManager.newBaseManager(device, "PyTorch")) {
      return fit(start, held, manager, features, labels, watcher);
    }
  }

  private Head fit(
      Head start,
      int held,
      NDManager manager,
      float[] features,
      int[] labels,
      LearningWatcher watcher) {
    int units = start.penultimate();
    NDArray raw = manager.create(features, new Shape(labels.length, units));
    NDArray mean = raw.mean(new int[] {0}, true);
    NDArray deviation =
        raw.sub(mean).square().mean(new int[] {0}, true).sqrt().maximum(LEAST_DEVIATION);
    NDArray rows =
        raw.sub(mean).div(deviation).concat(manager.ones(new Shape(labels.length, 1)), 1);

    NDArray startWeight = manager.create(start.weight(), new Shape(start.classes(), units));
    NDArray startBias = manager.create(start.bias(), new Shape(start.classes(), 1));
    NDArray anchor =
        startWeight
            .mul(deviation)
            .concat(startBias.add(startWeight.mul(mean).sum(new int[] {1}, true)), 1);
    NDArray found =
        solve(
            manager,
            rows,
            targets(manager, start, labels),
            weights(manager, labels),
            anchor,
            penalties(manager, start),
            free(manager, start.classes(), held),
            watcher);

    NDArray weight = found.get(":, :" + units).div(deviation);
    NDArray bias = found.get(":, " + units).reshape(-1, 1);
    NDArray shifted = bias.sub(weight.mul(mean).sum(new int[] {1}, true));
    float[] weights = weight.toFloatArray();
    float[] biases = shifted.toFloatArray();
    System.arraycopy(start.weight(), 0, weights, 0, held * units);
    System.arraycopy(start.bias(), 0, biases, 0, held);
    return new Head(start.labels(), units, weights, biases);
  }

  private NDArray solve(
      NDManager manager,
      NDArray rows,
      NDArray targets,
      NDArray weights,
      NDArray anchor,
      NDArray penalties,
      NDArray free,
      LearningWatcher watcher) {
    double step = 1 / (curvature(manager, rows, weights) / 2 + config.headPenalty());
    NDArray weighted = rows.mul(weights);
    NDArray current = anchor.duplicate();
    NDArray ahead = anchor.duplicate();
    double momentum = 1;
    for (int i = 0; i < config.headSteps() && !watcher.stopping(); i++) {
      try (NDManager scratch = manager.newSubManager()) {
        NDArray point = lend(scratch, ahead);
        NDArray wrong = lend(scratch, rows).matMul(point.transpose()).softmax(1).sub(targets);
        NDArray pull = point.sub(anchor).mul(penalties);
        NDArray gradient = wrong.transpose().matMul(weighted).add(pull).mul(free);
        NDArray next = point.sub(gradient.mul(step));
        NDArray moved = next.sub(current);
        // Both in one transfer: asking a GPU for a number waits for all that it was given.
        NDArray steepness = gradient.abs().max().reshape(1);
        float[] asked = gradient.mul(moved).sum().reshape(1).concat(steepness).toFloatArray();
        boolean uphill = asked[0] > 0;
        float steepest = asked[1];
        double nextMomentum = uphill ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
        double carried = uphill ? 0 : (momentum - 1) / nextMomentum;
        NDArray further = next.add(moved.mul(carried));
        current.close();
        ahead.close();
        current = keep(manager, next);
        ahead = keep(manager, further);
        momentum = nextMomentum;
        watcher.progress(i + 1L, config.headSteps());
        if (steepest < SMALL_GRADIENT) {
          break;
        }
      }
    }
    return current;
  }

  /** An alias in a shorter-lived manager, so that what is computed from it is freed with it. */
  private static NDArray lend(NDManager scratch, NDArray array) {
    NDArray lent = array.stopGradient();
    lent.attach(scratch);
    return lent;
  }

  private static NDArray keep(NDManager manager, NDArray array) {
    array.attach(manager);
    return array;
  }

  /** 0 for held rows, 1 for the others. */
  private static NDArray free(NDManager manager, int classes, int held) {
    float[] free = new float[classes];
    Arrays.fill(free, held, classes, 1);
    return manager.create(free, new Shape(classes, 1));
  }

  /** How hard each row is pulled. */
  private NDArray penalties(NDManager manager, Head start) {
    float[] penalties = new float[start.classes()];
    for (int c = 0; c < penalties.length; c++) {
      int from = c * start.penultimate();
      boolean added =
          IntStream.range(from, from + start.penultimate()).allMatch(k -> start.weight()[k] == 0);
      penalties[c] = (float) (added ? config.headPenalty() / NEW_ROW : config.headPenalty());
    }
    return manager.create(penalties, new Shape(penalties.length, 1));
  }

  private static NDArray targets(NDManager manager, Head start, int[] labels) {
    return manager.create(labels).oneHot(start.classes(), DataType.FLOAT32);
  }

  /** Of each frame, n_c^(-balance) of its class, scaled so that they add up to 1. */
  private NDArray weights(NDManager manager, int[] labels) {
    int[] counts = new int[IntStream.of(labels).max().orElse(0) + 1];
    IntStream.of(labels).forEach(label -> counts[label]++);
    double[] weights =
        IntStream.of(labels)
            .mapToDouble(label -> Math.pow(counts[label], -config.balance()))
            .toArray();
    double sum = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
    float[] scaled = new float[weights.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (weights[i] / sum);
    }
    return manager.create(scaled, new Shape(scaled.length, 1));
  }

  /** Largest eigenvalue of the weighted second moments, by power iteration, a little more. */
  private static double curvature(NDManager manager, NDArray rows, NDArray weights) {
    NDArray moments = rows.transpose().matMul(rows.mul(weights));
    NDArray vector = manager.ones(new Shape(moments.getShape().get(0), 1));
    double value = 1;
    for (int i = 0; i < POWER_STEPS; i++) {
      NDArray next = moments.matMul(vector);
      value = next.norm().getFloat();
      vector = next.div(Math.max(value, Double.MIN_NORMAL));
    }
    return 1.05 * value;
  }
}
