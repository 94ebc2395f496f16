package io.sisom.learning;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.sisom.method.FrameShape;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.MethodSelector;
import io.sisom.network.ModelBundle;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A bundle's network and a head, with gradients: the bundle's {@code train_forward}, then the head
 * in DJL, so that the head may have any number of rows. One at a time in a process, since DJL
 * collects gradients for one only; one thread. Closing frees the native memory.
 */
final class TrainableNetwork implements AutoCloseable {
  private static final String TRAIN = "train_forward";
  private static final String FEATURES = "features";

  private final ModelBundle bundle;
  private final Model model;
  private final Block block;
  private final ParameterStore store;
  private final List<Parameters.Named> parameters;
  private final Head head;
  private final NDArray weight;
  private final NDArray bias;
  private final Optimizer optimizer;
  private double rate;

  private TrainableNetwork(ModelBundle bundle, Model model, Head head, OptimizerConfig config) {
    this.bundle = bundle;
    this.model = model;
    this.head = head;
    this.block = model.getBlock();
    this.store = new ParameterStore(model.getNDManager(), false);
    NDManager manager = model.getNDManager();
    this.weight = manager.create(head.weight(), new Shape(head.classes(), head.penultimate()));
    this.bias = manager.create(head.bias(), new Shape(head.classes()));
    weight.setRequiresGradient(true);
    bias.setRequiresGradient(true);
    this.parameters = Parameters.of(block, weight, bias);
    this.rate = config.rate();
    this.optimizer =
        Optimizer.sgd()
            .setLearningRateTracker(new CurrentRate())
            .optMomentum((float) config.momentum())
            .optWeightDecays((float) config.weightDecay())
            .build();
  }

  /** Loads a bundle for training; {@code head} is copied. */
  static TrainableNetwork open(ModelBundle bundle, Head head, Device device, OptimizerConfig config)
      throws BundleException {
    Path file = bundle.torchScript();
    Model model = Model.newInstance(bundle.description().name(), device, "PyTorch");
    try {
      model.load(
          file.toAbsolutePath().getParent(),
          file.getFileName().toString(),
          Map.of("trainParam", "true"));
      return new TrainableNetwork(bundle, model, head, config);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new BundleException(file + ": PyTorch cannot train this bundle: " + e.getMessage(), e);
    }
  }

  /** Gives every parameter a fresh value, the head included. */
  void reinitialise(long seed) {
    Parameters.reinitialise(parameters, seed);
  }

  /** The learning rate from the next step on. */
  void rate(double now) {
    rate = now;
  }

  /**
   * Learns from one batch.
   *
   * @param frames two or more, planes of the network's input
   * @param labels row of the head for each
   * @return mean cross-entropy before the step
   */
  double step(List<byte[]> frames, int[] labels) {
    try (NDManager scratch = model.getNDManager().newSubManager();
        GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDList out = block.forward(store, input(frames, TRAIN, scratch), true);
      out.attach(scratch);
      NDArray logits = out.head().matMul(weight.transpose()).add(bias);
      NDArray target = scratch.create(labels).toType(DataType.INT64, false);
      NDArray loss =
          Loss.softmaxCrossEntropyLoss().evaluate(new NDList(target), new NDList(logits));
      gradients.backward(loss);
      for (Parameters.Named parameter : parameters) {
        try (NDArray gradient = parameter.array().getGradient()) {
          optimizer.update(parameter.name(), parameter.array(), gradient);
        }
      }
      return loss.getFloat();
    }
  }

  /** Rows of the head with the largest logit, in evaluation mode; {@link #refold} comes first. */
  int[] predict(List<byte[]> frames) {
    try (NDManager scratch = model.getNDManager().newSubManager()) {
      NDList in = input(frames, FEATURES, scratch);
      in.addAll(1, new NDList(weight, bias));
      NDList out = block.forward(store, in, false);
      out.attach(scratch);
      long[] rows = out.get(0).argMax(1).toLongArray();
      int[] predicted = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        predicted[i] = Math.toIntExact(rows[i]);
      }
      return predicted;
    }
  }

  /** Brings what scoring reads up to the parameters; older bundles share them and need nothing. */
  void refold() {
    bundle
        .description()
        .methods()
        .refold()
        .ifPresent(
            method -> {
              try (NDManager scratch = model.getNDManager().newSubManager()) {
                block
                    .forward(store, new NDList(MethodSelector.of(scratch, method)), false)
                    .attach(scratch);
              }
            });
  }

  /** Writes the TorchScript file, statistics of batch normalisation included. */
  void save(Path file) throws IOException {
    refold();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      JniUtils.writeModule((PtSymbolBlock) block, out, false);
    }
  }

  /** The head as it is now. */
  Head head() {
    return new Head(head.labels(), head.penultimate(), weight.toFloatArray(), bias.toFloatArray());
  }

  private NDList input(List<byte[]> frames, String method, NDManager scratch) {
    FrameShape shape = bundle.description().input();
    ByteBuffer pixels = ByteBuffer.allocateDirect(Math.multiplyExact(shape.bytes(), frames.size()));
    frames.forEach(pixels::put);
    NDArray planes =
        scratch.create(
            pixels.flip(),
            new Shape(frames.size(), shape.channels(), shape.height(), shape.width()),
            DataType.UINT8);
    return new NDList(planes, MethodSelector.of(scratch, method));
  }

  @Override
  public void close() {
    weight.close();
    bias.close();
    model.close();
  }

  /** DJL asks a tracker for the rate of every parameter; here all have the same. */
  private final class CurrentRate implements Tracker {
    @Override
    public float getNewValue(int update) {
      return (float) rate;
    }
  }
}
