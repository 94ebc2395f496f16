package io.sisom.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;

/** Stochastic gradient descent with momentum on parameters whose gradients are there. */
final class Descent {
  private final List<Parameters.Named> parameters;
  private final Optimizer optimizer;
  private double rate;

  Descent(List<Parameters.Named> parameters, OptimizerConfig config) {
    this.parameters = parameters;
    this.rate = config.rate();
    this.optimizer =
        Optimizer.sgd()
            .setLearningRateTracker(new CurrentRate())
            .optMomentum((float) config.momentum())
            .optWeightDecays((float) config.weightDecay())
            .build();
  }

  /** The learning rate from the next step on. */
  void rate(double now) {
    rate = now;
  }

  /** Moves every parameter along its gradient. */
  void step() {
    for (Parameters.Named parameter : parameters) {
      try (NDArray gradient = parameter.array().getGradient()) {
        optimizer.update(parameter.name(), parameter.array(), gradient);
      }
    }
  }

  /** DJL asks a tracker for the rate of every parameter; here all have the same. */
  private final class CurrentRate implements Tracker {
    @Override
    public float getNewValue(int update) {
      return (float) rate;
    }
  }
}
