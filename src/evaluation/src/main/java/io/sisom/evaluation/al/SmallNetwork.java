package io.sisom.evaluation.al;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDResource;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Parameters of a small network that a strategy learns beside the one that is taught, and Adam
 * (Kingma and Ba, ICLR 2015) to learn them by. On the CPU; closing frees the native memory.
 */
final class SmallNetwork implements AutoCloseable {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double LEAST = 1e-8;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<NDResource> held = new ArrayList<>();
  private final double rate;
  private final double decay;
  private final RandomGenerator random;
  private int steps;

  /**
   * Without parameters yet.
   *
   * @param rate of learning
   * @param decay of weights, added to their gradients
   * @param random first values of weights, and what is dropped
   */
  SmallNetwork(double rate, double decay, RandomGenerator random) {
    this.rate = rate;
    this.decay = decay;
    this.random = random;
  }

  /** A parameter with the moments of its gradients. */
  @SuppressWarnings("ArrayRecordComponent") // moments are changed in place, never compared
  private record Parameter(NDArray array, float[] values, double[] first, double[] second) {}

  /** Weights of a layer, {@code [inputs, outputs]}, uniform within ±1/√inputs. */
  NDArray weights(int inputs, int outputs) {
    float[] values = new float[inputs * outputs];
    double most = 1 / Math.sqrt(inputs);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (most * (2 * random.nextDouble() - 1));
    }
    return parameter(values, new Shape(inputs, outputs));
  }

  /** Biases of a layer, 0. */
  NDArray biases(int outputs) {
    return parameter(new float[outputs], new Shape(outputs));
  }

  private NDArray parameter(float[] values, Shape shape) {
    NDArray array = constant(values, shape);
    array.setRequiresGradient(true);
    parameters.add(
        new Parameter(array, values, new double[values.length], new double[values.length]));
    return array;
  }

  /** Numbers that are not learned. */
  NDArray constant(float[] values, Shape shape) {
    NDArray array = manager.create(values, shape);
    held.add(array);
    return array;
  }

  /** A mask that drops a share of some values and makes up for it with the others. */
  NDArray dropout(NDArray values, double share) {
    float[] mask = new float[Math.toIntExact(values.size())];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < share ? 0 : (float) (1 / (1 - share));
    }
    return values.getManager().create(mask, values.getShape());
  }

  /** One step of Adam against the gradient of a loss. */
  void step(Supplier<NDArray> loss) {
    try (NDManager scratch = manager.newSubManager();
        GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
      scratch.tempAttachAll(held.toArray(NDResource[]::new));
      gradients.backward(loss.get());
    }
    steps++;
    for (Parameter parameter : parameters) {
      move(parameter);
    }
  }

  private void move(Parameter parameter) {
    float[] slope;
    try (NDArray gradient = parameter.array().getGradient()) {
      slope = gradient.toFloatArray();
    }
    double firstBias = 1 - Math.pow(FIRST, steps);
    double secondBias = 1 - Math.pow(SECOND, steps);
    for (int i = 0; i < slope.length; i++) {
      double g = slope[i] + decay * parameter.values()[i];
      parameter.first()[i] = FIRST * parameter.first()[i] + (1 - FIRST) * g;
      parameter.second()[i] = SECOND * parameter.second()[i] + (1 - SECOND) * g * g;
      double scale = Math.sqrt(parameter.second()[i] / secondBias) + LEAST;
      parameter.values()[i] -= (float) (rate * parameter.first()[i] / firstBias / scale);
    }
    try (NDArray given = manager.create(parameter.values(), parameter.array().getShape())) {
      parameter.array().muli(0).addi(given);
    }
  }

  /** What the network makes of something as it is now, row-major. */
  float[] evaluate(Supplier<NDArray> result) {
    try (NDManager scratch = manager.newSubManager()) {
      scratch.tempAttachAll(held.toArray(NDResource[]::new));
      return result.get().toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
