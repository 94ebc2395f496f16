package io.sisom.network;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.sisom.method.DeviceRows;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.InnerClass;
import io.sisom.method.Shortlist;
import io.sisom.method.ShortlistBound;
import io.sisom.reference.FrameScorer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Known frames on a kernel's device. Together with a batch's pass it makes the batch's features
 * there, multiplies them with all known rows and lists for each frame the few rows that may be
 * nearest, so that no product comes back. Java then measures these few exactly. Closing frees what
 * lies on the device; no run that uses it may be under way.
 */
public final class DeviceSearch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeviceSearch.class);

  /** Rows that float32 numbers tell apart. */
  static final int MAX_ROWS = 1 << 24;

  /** Bytes that one buffer holds. */
  static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  /** Neighbors that a shortlist is made for. */
  static final int MAX_NEIGHBORS = 128;

  private static final int LEAST_LENGTH = 16;

  /** Listed beyond the neighbors asked for, so that rounding leaves few frames open. */
  private static final int SPARE = 8;

  private static final int GPU_CHUNK = 1 << 16;
  private static final int CPU_CHUNK = 1 << 12;

  /** Two values beyond and the class, before the rows. */
  private static final int FIRST_ROW = 3;

  private final DeviceProgram program;
  private final NDManager manager;
  private final DeviceFeature feature;
  private final NDArray center;
  private final NDArray rows;
  private final NDArray halfSquares;
  private final NDArray classes;

  /** Added to logits: −∞ for what is no inner class; null where every class may be. */
  private final @Nullable NDArray passedOver;

  private final ShortlistBound bound;
  private final int length;
  private final int chunk;

  /**
   * Takes the rows over to the device of the program.
   *
   * @param rule k 1 to {@link #MAX_NEIGHBORS}
   * @param ofHead number of classes, with and without known frames
   * @param productError of the device, as {@link TorchProduct#relativeError}
   */
  DeviceSearch(
      DeviceProgram program, DistanceRule rule, DeviceRows known, int ofHead, double productError) {
    this.program = program;
    this.manager = program.manager().newSubManager();
    this.feature = DeviceFeature.of(program, manager, rule.features());
    Shape shape = new Shape(known.count(), known.width());
    this.center = manager.create(known.center());
    this.rows = manager.create(FloatBuffer.wrap(known.values()), shape);
    this.halfSquares = manager.create(known.halfSquares());
    this.classes = manager.create(Arrays.stream(known.classes()).asLongStream().toArray());
    float[] addends = new float[ofHead];
    Arrays.fill(addends, Float.NEGATIVE_INFINITY);
    for (int held : known.classes()) {
      addends[held] = 0;
    }
    boolean all = Arrays.stream(known.classes()).distinct().count() == ofHead;
    this.passedOver = all || rule.inner() == InnerClass.PREDICTED ? null : manager.create(addends);
    this.bound = new ShortlistBound(known, productError);
    this.length = Math.max(LEAST_LENGTH, rule.neighbors() + SPARE);
    this.chunk = manager.getDevice().isGpu() ? GPU_CHUNK : CPU_CHUNK;
  }

  /**
   * On a kernel's device, for the rule of a scorer.
   *
   * @return empty where the device cannot; a line in the log says why
   */
  public static Optional<DeviceSearch> of(ScoringKernel kernel, FrameScorer scorer) {
    DistanceRule rule = scorer.reference().rule();
    Optional<DeviceRows> rows = scorer.deviceRows();
    String reason = rows.map(known -> refusal(known, rule)).orElse("no rows, or too large numbers");
    if (!reason.isEmpty()) {
      return without(reason);
    }
    try (TorchProduct product = TorchProduct.on(kernel.placement().device())) {
      double error = product.relativeError(rows.orElseThrow().width());
      return Optional.of(
          new DeviceSearch(
              kernel.program(),
              rule,
              rows.orElseThrow(),
              scorer.reference().head().classes(),
              error));
    } catch (EngineException | IllegalStateException e) {
      return without(String.valueOf(e.getMessage()));
    }
  }

  private static String refusal(DeviceRows known, DistanceRule rule) {
    if (rule.neighbors() > MAX_NEIGHBORS) {
      return "more than " + MAX_NEIGHBORS + " neighbors are asked for";
    }
    long bytes = (long) known.values().length * Float.BYTES;
    return known.count() > MAX_ROWS || bytes > MAX_BYTES ? "the known set is too large" : "";
  }

  private static Optional<DeviceSearch> without(String reason) {
    log.atWarn()
        .addKeyValue("reason", reason)
        .log("the device cannot search this known set; Java does");
    return Optional.empty();
  }

  /**
   * Lists for features made elsewhere, and waits for it: what timing needs. On a CPU it runs on one
   * thread, as Java's search does.
   *
   * @param labels pseudo-class of each
   * @param count of all classes
   */
  public Shortlist list(FloatFeatures features, int[] labels, int count) {
    float[] logits = new float[Math.multiplyExact(labels.length, count)];
    for (int i = 0; i < labels.length; i++) {
      logits[i * count + labels[i]] = 1;
    }
    if (!manager.getDevice().isGpu()) {
      EngineThreads.use(1);
    }
    try (NDManager scratch = manager.newSubManager()) {
      NDArray made =
          scratch.create(features.values(), new Shape(features.rows(), features.width()));
      NDArray said = scratch.create(logits, new Shape(labels.length, count));
      return read(list(scratch, said, made).toFloatArray(), labels.length);
    }
  }

  /** Floats of one frame's list. */
  int floats() {
    return FIRST_ROW + 2 * length;
  }

  /** Starts the search for a batch. */
  NDArray list(NDManager into, NDArray logits, NDArray taps, NDArray gradients) {
    return list(into, logits, feature.of(into, taps, gradients));
  }

  private NDArray list(NDManager into, NDArray logits, NDArray features) {
    return program.one(
        into,
        "shortlist",
        TorchCalls.of(passedOver == null ? logits : logits.add(passedOver)),
        TorchCalls.of(features),
        TorchCalls.of(center),
        TorchCalls.of(rows),
        TorchCalls.of(halfSquares),
        TorchCalls.of(classes),
        IValue.from((long) length),
        IValue.from((long) chunk));
  }

  /** A batch's lists, as they came back. */
  Shortlist read(float[] lists, int frames) {
    int[] labels = new int[frames];
    int[] inner = new int[frames * length];
    int[] outer = new int[frames * length];
    float[] innerBeyond = new float[frames];
    float[] outerBeyond = new float[frames];
    for (int i = 0; i < frames; i++) {
      int at = i * floats();
      innerBeyond[i] = lists[at];
      outerBeyond[i] = lists[at + 1];
      labels[i] = (int) lists[at + 2];
      for (int n = 0; n < length; n++) {
        inner[i * length + n] = (int) lists[at + FIRST_ROW + n];
        outer[i * length + n] = (int) lists[at + FIRST_ROW + length + n];
      }
    }
    return new Shortlist(bound, length, labels, inner, innerBeyond, outer, outerBeyond);
  }

  @Override
  public void close() {
    manager.close();
  }
}
