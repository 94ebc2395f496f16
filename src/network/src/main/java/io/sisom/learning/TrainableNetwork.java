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
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import io.sisom.method.FrameShape;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.MethodSelector;
import io.sisom.network.ModelBundle;
import io.sisom.network.TorchScriptFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

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
  private final Descent descent;

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
    this.descent = new Descent(parameters, config);
  }

  /** Loads a bundle for training; {@code head} is copied. */
  static TrainableNetwork open(ModelBundle bundle, Head head, Device device, OptimizerConfig config)
      throws BundleException {
    Path file = bundle.torchScript();
    Model model;
    try {
      model = TorchScriptFile.loadForTraining(file, bundle.description().name(), device);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      throw untrainable(file, e);
    }
    try {
      TrainableNetwork network = new TrainableNetwork(bundle, model, head, config);
      int bytes = bundle.description().input().bytes();
      new TrainingReach(network.parameters, bytes, network::refold, network::scored).check(file);
      return network;
    } catch (RuntimeException e) {
      model.close();
      throw untrainable(file, e);
    } catch (BundleException e) {
      model.close();
      throw e;
    }
  }

  private static BundleException untrainable(Path file, Exception e) {
    return new BundleException(file + ": PyTorch cannot train this bundle: " + e.getMessage(), e);
  }

  /** Gives every parameter a fresh value, the head included. */
  void reinitialize(long seed) {
    Parameters.reinitialize(parameters, seed);
  }

  /** The learning rate from the next step on. */
  void rate(double now) {
    descent.rate(now);
  }

  /**
   * Learns from one batch.
   *
   * @param frames two or more, planes of the network's input
   * @param labels row of the head for each; below 0: none of them, all are to be as likely
   * @return mean cross-entropy before the step
   */
  double step(List<byte[]> frames, int[] labels) {
    try (NDManager scratch = model.getNDManager().newSubManager();
        GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDList out = block.forward(store, input(frames, TRAIN, scratch), true);
      out.attach(scratch);
      NDArray logits = out.head().matMul(weight.transpose()).add(bias);
      NDArray loss = loss(logits, labels, scratch);
      gradients.backward(loss);
      descent.step();
      return loss.getFloat();
    }
  }

  private static NDArray loss(NDArray logits, int[] labels, NDManager scratch) {
    if (Arrays.stream(labels).allMatch(label -> label >= 0)) {
      NDArray target = scratch.create(labels).toType(DataType.INT64, false);
      return Loss.softmaxCrossEntropyLoss().evaluate(new NDList(target), new NDList(logits));
    }
    int rows = Math.toIntExact(logits.getShape().get(1));
    float[] targets = new float[labels.length * rows];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        Arrays.fill(targets, i * rows, (i + 1) * rows, 1f / rows);
      } else {
        targets[i * rows + labels[i]] = 1;
      }
    }
    NDArray wanted = scratch.create(targets, new Shape(labels.length, rows));
    return logits.logSoftmax(1).mul(wanted).sum(new int[] {1}).mean().neg();
  }

  /** Rows of the head with the largest logit, in evaluation mode; {@link #refold} comes first. */
  int[] predict(List<byte[]> frames) {
    try (NDManager scratch = model.getNDManager().newSubManager()) {
      long[] rows = features(frames, scratch).get(0).argMax(1).toLongArray();
      int[] predicted = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        predicted[i] = Math.toIntExact(rows[i]);
      }
      return predicted;
    }
  }

  /** Logits and taps of one frame as scoring gives them after {@link #refold}. */
  private float[] scored(byte[] frame) {
    try (NDManager scratch = model.getNDManager().newSubManager()) {
      NDList out = features(List.of(frame), scratch);
      return out.get(0).flatten().concat(out.get(1).flatten()).toFloatArray();
    }
  }

  private NDList features(List<byte[]> frames, NDManager scratch) {
    NDList in = input(frames, FEATURES, scratch);
    in.addAll(1, new NDList(weight, bias));
    NDList out = block.forward(store, in, false);
    out.attach(scratch);
    return out;
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

  /** Writes a file for any device, statistics of batch normalization included. */
  void save(Path file) throws IOException {
    refold();
    TorchScriptFile.write(model, file);
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
}
