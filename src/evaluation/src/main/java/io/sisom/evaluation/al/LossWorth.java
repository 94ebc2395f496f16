package io.sisom.evaluation.al;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.sisom.method.Activations;
import io.sisom.method.Logits;
import io.sisom.method.TapLayout.Tap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The loss a frame would have, as a small network predicts it from the taps' spatial means
 * (Learning Loss, Yoo and Kweon, CVPR 2019): 128 units a tap, one output of all of them, learned
 * from pairs of labeled frames, of which the one of the larger loss is to come out larger by 1.
 *
 * <p>One thing is not as in the paper: it learns after the network and not with it, since a
 * bundle's {@code train_forward} gives the head's input alone. So its gradient never reaches the
 * network (there it is cut off for the last part of the learning), and losses of the frames that
 * were learned from are those at the end.
 */
record LossWorth() implements Worth {
  private static final int HIDDEN = 128;
  private static final int PAIRS = 64;
  private static final int STEPS = 2_000;
  private static final double RATE = 1e-3;
  private static final double DECAY = 5e-4;

  @Override
  public Strategy.Needs needs() {
    return Strategy.Needs.ALL_FRAMES;
  }

  @Override
  public double[] of(StrategyInput input) {
    Activations labeled = input.recalled().features();
    double[] losses = losses(labeled, input.labels());
    RandomGenerator random = new Random(labeled.frames());
    UnitScale scale = UnitScale.of(labeled);
    List<Tap> taps = input.layout().taps();
    try (SmallNetwork network = new SmallNetwork(RATE, DECAY, random)) {
      Predictor predictor = Predictor.of(network, taps);
      NDArray known = rows(network, scale, labeled);
      for (int i = 0; i < STEPS; i++) {
        int[] first = random.ints(PAIRS, 0, losses.length).toArray();
        int[] second = random.ints(PAIRS, 0, losses.length).toArray();
        network.step(() -> loss(predictor, known, first, second, losses));
      }
      NDArray open = rows(network, scale, input.candidates().features());
      float[] said = network.evaluate(() -> predictor.of(open));
      return IntStream.range(0, said.length).mapToDouble(i -> said[i]).toArray();
    }
  }

  private static NDArray rows(SmallNetwork network, UnitScale scale, Activations frames) {
    return network.constant(scale.of(frames.taps()), new Shape(frames.frames(), frames.width()));
  }

  /** Mean of {@code max(0, 1 − sign · (difference of what is said))} over the pairs. */
  private static NDArray loss(
      Predictor predictor, NDArray known, int[] first, int[] second, double[] losses) {
    float[] signs = new float[first.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = losses[first[i]] > losses[second[i]] ? 1 : -1;
    }
    NDArray sign = known.getManager().create(signs, new Shape(signs.length, 1));
    NDArray one = predictor.of(known.get(known.getManager().create(first)));
    NDArray other = predictor.of(known.get(known.getManager().create(second)));
    return Activation.relu(one.sub(other).mul(sign).neg().add(1)).mean();
  }

  private static double[] losses(Activations seen, int[] labels) {
    return IntStream.range(0, labels.length)
        .mapToDouble(
            i -> {
              Logits logits = Logits.of(seen.logits(), i * seen.classes(), seen.classes());
              return -Math.log(Math.max(Double.MIN_NORMAL, logits.probabilities()[labels[i]]));
            })
        .toArray();
  }

  /** The small network. */
  private record Predictor(
      List<Tap> taps, List<NDArray> weights, List<NDArray> biases, NDArray last, NDArray bias) {
    static Predictor of(SmallNetwork network, List<Tap> taps) {
      List<NDArray> weights = new ArrayList<>();
      List<NDArray> biases = new ArrayList<>();
      for (Tap tap : taps) {
        weights.add(network.weights(tap.width(), HIDDEN));
        biases.add(network.biases(HIDDEN));
      }
      return new Predictor(
          taps, weights, biases, network.weights(HIDDEN * taps.size(), 1), network.biases(1));
    }

    /** One value a row. */
    NDArray of(NDArray rows) {
      NDArray said = bias;
      for (int t = 0; t < taps.size(); t++) {
        int from = taps.get(t).offset();
        NDArray units = rows.get(":, " + from + ":" + (from + taps.get(t).width()));
        NDArray hidden = Activation.relu(units.matMul(weights.get(t)).add(biases.get(t)));
        NDArray part = last.get(HIDDEN * t + ":" + HIDDEN * (t + 1));
        said = hidden.matMul(part).add(said);
      }
      return said;
    }
  }

  /** Brings each unit to mean 0 and deviation 1 over the labeled frames. */
  @SuppressWarnings("ArrayRecordComponent") // of one choice, never compared
  private record UnitScale(double[] means, double[] deviations) {
    static UnitScale of(Activations frames) {
      double[] means = new double[frames.width()];
      double[] squares = new double[frames.width()];
      for (int i = 0; i < frames.taps().length; i++) {
        double value = frames.taps()[i];
        means[i % means.length] += value / frames.frames();
        squares[i % means.length] += value * value / frames.frames();
      }
      double[] deviations = new double[means.length];
      Arrays.setAll(deviations, k -> Math.max(1e-6, Math.sqrt(squares[k] - means[k] * means[k])));
      return new UnitScale(means, deviations);
    }

    float[] of(float[] values) {
      float[] scaled = new float[values.length];
      for (int i = 0; i < scaled.length; i++) {
        int k = i % means.length;
        scaled[i] = (float) ((values[i] - means[k]) / deviations[k]);
      }
      return scaled;
    }
  }
}
