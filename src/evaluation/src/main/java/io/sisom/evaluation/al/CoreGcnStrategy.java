package io.sisom.evaluation.al;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.sisom.method.Activations;
import java.util.random.RandomGenerator;

/**
 * CoreGCN (Caramalau et al., CVPR 2021): a graph network of two layers learns to tell labeled from
 * unlabeled frames, whose edges are the inner products of their normalized last-tap units, and
 * k-center greedy chooses in its hidden units. Sizes, rates and steps are the authors'. The graph's
 * matrix {@code (V·Vᵀ − I)·D⁻¹ + I} is never made: it acts on vectors by its factors, so that all
 * candidates take part and not 10,000 of them.
 */
record CoreGcnStrategy() implements Strategy {
  private static final int HIDDEN = 128;
  private static final int STEPS = 200;
  private static final double RATE = 1e-3;
  private static final double DECAY = 5e-4;
  private static final double DROPPED = 0.3;
  private static final double UNLABELED_WEIGHT = 1.2;

  @Override
  public Needs needs() {
    return Needs.ALL_FRAMES;
  }

  @Override
  public Choice choose(StrategyInput input, int query, RandomGenerator random) {
    LastUnits labeled =
        input
            .junk()
            .map(junk -> asked(input).and(LastUnits.of(junk.features(), input.layout())))
            .orElseGet(() -> asked(input));
    Activations candidates = input.candidates().features();
    LastUnits open = LastUnits.of(candidates, input.layout());
    LastUnits hidden = hidden(labeled.and(open).normalized(), labeled.rows(), random);
    return Choice.of(
        CoreSetStrategy.farthestFirst(
            hidden.range(0, labeled.rows()), hidden.range(labeled.rows(), hidden.rows()), query));
  }

  private static LastUnits asked(StrategyInput input) {
    return LastUnits.of(input.recalled().features(), input.layout());
  }

  /** Hidden units of all nodes, the labeled ones first. */
  private static LastUnits hidden(LastUnits nodes, int labeled, RandomGenerator random) {
    int count = nodes.rows();
    try (SmallNetwork network = new SmallNetwork(RATE, DECAY, random)) {
      NDArray units = network.constant(nodes.values(), new Shape(count, nodes.width()));
      NDArray degrees = network.constant(degrees(nodes), new Shape(count, 1));
      NDArray firstWeights = network.weights(nodes.width(), HIDDEN);
      NDArray firstBiases = network.biases(HIDDEN);
      NDArray lastWeights = network.weights(HIDDEN, 1);
      NDArray lastBias = network.biases(1);
      for (int i = 0; i < STEPS; i++) {
        network.step(
            () -> {
              NDArray inner = spread(units, degrees, units.matMul(firstWeights)).add(firstBiases);
              NDArray kept = Activation.relu(inner).mul(network.dropout(inner, DROPPED));
              NDArray said = spread(units, degrees, kept.matMul(lastWeights)).add(lastBias);
              return loss(said, labeled, count);
            });
      }
      float[] hidden =
          network.evaluate(
              () ->
                  Activation.relu(
                      spread(units, degrees, units.matMul(firstWeights)).add(firstBiases)));
      return LastUnits.of(hidden, HIDDEN);
    }
  }

  /** Mean cross-entropy of "labeled", and of "unlabeled" with a weight of its own. */
  private static NDArray loss(NDArray said, int labeled, int count) {
    NDArray known = Activation.softPlus(said.get("0:" + labeled).neg()).mean();
    NDArray open = Activation.softPlus(said.get(labeled + ":" + count)).mean();
    return known.add(open.mul(UNLABELED_WEIGHT));
  }

  /** The graph's matrix times some columns. */
  private static NDArray spread(NDArray units, NDArray degrees, NDArray columns) {
    NDArray scaled = columns.div(degrees);
    return units.matMul(units.transpose().matMul(scaled)).sub(scaled).add(columns);
  }

  /** Sum of a node's edges; never 0, since units may be orthogonal. */
  private static float[] degrees(LastUnits nodes) {
    double[] sum = new double[nodes.width()];
    float[] values = nodes.values();
    for (int i = 0; i < values.length; i++) {
      sum[i % nodes.width()] += values[i];
    }
    float[] degrees = new float[nodes.rows()];
    for (int row = 0; row < degrees.length; row++) {
      double degree = -1;
      for (int k = 0; k < nodes.width(); k++) {
        degree += values[row * nodes.width() + k] * sum[k];
      }
      degrees[row] = (float) Math.max(degree, 1e-3);
    }
    return degrees;
  }
}
