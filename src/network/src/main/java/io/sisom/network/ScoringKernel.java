package io.sisom.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a bundle's network on a device through DJL: forward and backward pass are recorded in the
 * TorchScript file as plain tensor operations, so there is no autograd here and frames of a batch
 * do not interact. Frames go to the device as unsigned bytes, and what a batch gives comes back in
 * one copy, both through memory that is used again and again and on a GPU is pinned: starting a
 * batch does not wait for the one before.
 *
 * <p>One thread starts at a time; any may collect. Several kernels may run side by side. Closing
 * frees the native memory.
 */
public final class ScoringKernel implements Network {
  static final String FEATURES = "features";

  private final BundleDescription description;
  private final Placement placement;
  private final Model model;
  private final Predictor<NDList, NDList> predictor;
  private final Head head;
  private final NDArray weight;
  private final NDArray bias;
  private final DeviceProgram program;
  private final KernelRuns runs;
  private int threads;

  private ScoringKernel(
      BundleDescription description,
      Placement placement,
      Model model,
      Predictor<NDList, NDList> predictor,
      DeviceProgram program,
      Head head) {
    this.description = description;
    this.placement = placement;
    this.threads = placement.threads().count();
    this.model = model;
    this.predictor = predictor;
    this.head = head;
    NDManager manager = model.getNDManager();
    this.weight = manager.create(head.weight(), new Shape(head.classes(), head.penultimate()));
    this.bias = manager.create(head.bias(), new Shape(head.classes()));
    this.program = program;
    this.runs =
        new KernelRuns(
            description, (PtSymbolBlock) model.getBlock(), manager, program, weight, bias);
  }

  /** Opens a bundle with the head it was made with, in single precision. */
  public static ScoringKernel open(ModelBundle bundle, Device device) throws BundleException {
    return open(bundle, Placement.on(device));
  }

  /**
   * Opens a bundle with the head it was made with.
   *
   * @throws BundleException where the files are damaged or do not fit each other, or a precision is
   *     asked for that the bundle has no method for
   */
  public static ScoringKernel open(ModelBundle bundle, Placement placement) throws BundleException {
    return open(bundle, placement, ScoringKernel::initialHead);
  }

  /** Opens a bundle with another head, in single precision. */
  public static ScoringKernel openWithHead(ModelBundle bundle, Device device, Head head)
      throws BundleException {
    return openWithHead(bundle, Placement.on(device), head);
  }

  /**
   * Opens a bundle with another head.
   *
   * @throws BundleException as {@link #open(ModelBundle, Placement)}, and where the head does not
   *     fit the network
   */
  public static ScoringKernel openWithHead(ModelBundle bundle, Placement placement, Head head)
      throws BundleException {
    return open(bundle, placement, (itsBundle, model, predictor) -> head);
  }

  /** What a network classifies with. */
  private interface HeadSource {
    Head of(ModelBundle bundle, Model model, Predictor<NDList, NDList> predictor)
        throws TranslateException, BundleException;
  }

  private static ScoringKernel open(ModelBundle bundle, Placement placement, HeadSource heads)
      throws BundleException {
    Path file = bundle.torchScript();
    Model model;
    try {
      model = TorchScriptFile.load(file, bundle.description().name(), placement.device());
    } catch (IOException | MalformedModelException | RuntimeException e) {
      throw unusable(file, e);
    }
    try {
      Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator(null));
      use(placement.precision(), bundle, model, predictor);
      Head used = heads.of(bundle, model, predictor);
      if (used.penultimate() != bundle.description().penultimate()) {
        throw new BundleException(
            "%s: the head reads %d units, the network's penultimate layer has %d"
                .formatted(file, used.penultimate(), bundle.description().penultimate()));
      }
      ScoringKernel kernel =
          new ScoringKernel(
              bundle.description(),
              placement,
              model,
              predictor,
              DeviceProgram.on(placement.device()),
              used);
      try {
        new KernelProbe(kernel, file).run();
      } catch (BundleException | RuntimeException e) {
        kernel.program.close();
        throw e;
      }
      return kernel;
    } catch (TranslateException | RuntimeException e) {
      model.close();
      throw unusable(file, e);
    } catch (BundleException e) {
      model.close();
      throw e;
    }
  }

  private static BundleException unusable(Path file, Exception e) {
    return new BundleException(file + ": PyTorch cannot run this bundle: " + e.getMessage(), e);
  }

  private static Head initialHead(
      ModelBundle bundle, Model model, Predictor<NDList, NDList> predictor)
      throws TranslateException, BundleException {
    List<String> labels = bundle.description().labels();
    try (NDManager scratch = model.getNDManager().newSubManager();
        NDList out = predictor.predict(new NDList(MethodSelector.of(scratch, "initial_head")))) {
      if (out.size() != 2 || out.get(0).getShape().get(0) != labels.size()) {
        throw new BundleException(
            "%s: initial_head has another number of rows than the %d labels of model.json"
                .formatted(bundle.torchScript(), labels.size()));
      }
      int units = Math.toIntExact(out.get(0).getShape().get(1));
      return new Head(labels, units, out.get(0).toFloatArray(), out.get(1).toFloatArray());
    }
  }

  private static void use(
      Precision precision, ModelBundle bundle, Model model, Predictor<NDList, NDList> predictor)
      throws TranslateException, BundleException {
    Optional<String> method = precision.method(bundle);
    if (method.isPresent()) {
      try (NDManager scratch = model.getNDManager().newSubManager();
          NDList made = predictor.predict(new NDList(MethodSelector.of(scratch, method.get())))) {
        made.singletonOrThrow();
      }
    }
  }

  @Override
  public BundleDescription description() {
    return description;
  }

  /** Where and in which numbers it runs. */
  public Placement placement() {
    return placement;
  }

  /** Divides each operation among so many threads from the next pass on, on a CPU. */
  void useThreads(int count) {
    threads = count;
  }

  /** Among how many threads each operation is divided on a CPU. */
  public int threads() {
    return threads;
  }

  /** What runs on its device beside the network. */
  DeviceProgram program() {
    return program;
  }

  /** The head in use. */
  public Head head() {
    return head;
  }

  @Override
  public Activations run(List<byte[]> frames, Set<String> gradientTaps) {
    return gradientTaps.isEmpty()
        ? activations(frames, FEATURES, false)
        : activations(frames, description.methods().cheapest(gradientTaps).name(), true);
  }

  @Override
  public StartedRun start(
      List<byte[]> frames, Set<String> gradientTaps, @Nullable DeviceSearch search) {
    return gradientTaps.isEmpty()
        ? start(frames, FEATURES, false, search)
        : start(frames, description.methods().cheapest(gradientTaps).name(), true, search);
  }

  /** What one method of the file says; {@code gradients} where it gives them. */
  Activations activations(List<byte[]> frames, String method, boolean gradients) {
    return start(frames, method, gradients, null).collect().activations();
  }

  private StartedRun start(
      List<byte[]> frames, String method, boolean gradients, @Nullable DeviceSearch search) {
    useThreads();
    return runs.start(frames, method, gradients, search);
  }

  /**
   * The network as its author runs it, unfolded and in single precision: what scoring is measured
   * against.
   *
   * @param frames as of {@link #run(List, Set)}
   * @return logits, {@code float[N * K]}
   * @throws IllegalStateException where the bundle has no such method, being of an older exporter
   */
  public float[] plain(List<byte[]> frames) {
    String method =
        description
            .methods()
            .plain()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "bundle "
                            + description.name()
                            + " has no plain forward pass; export the network again"));
    try (NDManager scratch = model.getNDManager().newSubManager();
        NDList out = pass(frames, method, scratch)) {
      return out.singletonOrThrow().toFloatArray();
    }
  }

  /**
   * Where in a frame the network found what makes it sure.
   *
   * @param frame as of {@link #run(List, Set)}
   * @return empty where the bundle cannot say, being of an older exporter or without a tap that is
   *     a map
   */
  public Optional<HeatMap> heatMap(byte[] frame) {
    Optional<String> method = description.methods().heatMap();
    if (method.isEmpty()) {
      return Optional.empty();
    }
    try (NDManager scratch = model.getNDManager().newSubManager();
        NDList out = pass(List.of(frame), method.get(), scratch)) {
      Shape shape = out.singletonOrThrow().getShape();
      return Optional.of(
          new HeatMap(
              Math.toIntExact(shape.get(1)),
              Math.toIntExact(shape.get(2)),
              out.singletonOrThrow().toFloatArray()));
    }
  }

  private NDList pass(List<byte[]> frames, String method, NDManager scratch) {
    useThreads();
    try (HostMemory memory = new HostMemory(program)) {
      NDArray pixels = memory.gather(frames, description.input().bytes(), description.name());
      NDArray input = program.upload(scratch, pixels, weight, frames.size(), description.input());
      return predictor.predict(new NDList(input, weight, bias, MethodSelector.of(scratch, method)));
    } catch (TranslateException e) {
      throw KernelRuns.failed(method, frames.size(), e);
    }
  }

  private void useThreads() {
    if (!placement.device().isGpu()) {
      EngineThreads.use(threads);
    }
  }

  @Override
  public void close() {
    predictor.close();
    weight.close();
    bias.close();
    program.close();
    model.close();
  }
}
