package io.sisom.bench;

import io.sisom.learning.FineTuner;
import io.sisom.learning.LearningConfig;
import io.sisom.learning.LearningFrames;
import io.sisom.learning.LearningWatcher;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a step of learning costs, by the very code the trainer learns with, in turns with a plain
 * forward pass of the same network and batch.
 */
final class LearningBench {
  private static final int[] BATCHES = {32, 128};
  private static final int ROUNDS = 5;
  private static final int STEPS = 6;
  private static final int FRAMES = 512;

  private final ModelBundle bundle;
  private final Placement placement;
  private final Path dir;
  private final int rounds;

  LearningBench(ModelBundle bundle, BenchSettings settings, Path dir) {
    this.bundle = bundle;
    this.placement = settings.placement();
    this.dir = dir;
    this.rounds = settings.rounds(ROUNDS);
  }

  BenchSection run(BenchListener listener) throws BundleException, IOException {
    List<BenchFigure> lines = new ArrayList<>();
    try (ScoringKernel kernel = ScoringKernel.open(bundle, placement)) {
      Drawn drawn = Drawn.of(bundle.description().input().bytes(), kernel.head().classes());
      for (int batch : BATCHES) {
        lines.addAll(race(kernel, drawn, batch, listener));
      }
    }
    return new BenchSection(
        BenchPart.LEARNING.word(),
        "Learning: " + bundle.version() + " on " + placement.device(),
        lines,
        List.of("a step: augmentation, forward, backward, SGD with momentum and weight decay"),
        true);
  }

  private List<BenchFigure> race(
      ScoringKernel kernel, Drawn drawn, int batch, BenchListener listener)
      throws BundleException, IOException {
    List<byte[]> frames = IntStream.range(0, batch).mapToObj(drawn::pixels).toList();
    double[] steps = new double[rounds];
    double[] passes = new double[rounds];
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      listener.progress("learning, batch " + batch, round, rounds);
      steps[round] = step(kernel.head(), drawn, batch) / batch;
      passes[round] = pass(kernel, frames) / batch;
      ratios[round] = steps[round] / passes[round];
    }
    return List.of(
        new BenchFigure(
            "forward pass, batch " + batch, InterleavedTiming.median(passes) / 1e6, "ms/frame", 1),
        new BenchFigure(
            "step of learning, batch " + batch,
            InterleavedTiming.median(steps) / 1e6,
            "ms/frame",
            InterleavedTiming.median(ratios)));
  }

  private static double pass(ScoringKernel kernel, List<byte[]> frames) {
    double[] nanos = new double[STEPS];
    kernel.forward(frames);
    for (int i = 0; i < STEPS; i++) {
      long started = System.nanoTime();
      kernel.forward(frames);
      nanos[i] = System.nanoTime() - started;
    }
    return InterleavedTiming.median(nanos);
  }

  /** Nanoseconds from step to step, the first two left out. */
  private double step(Head head, Drawn drawn, int batch) throws BundleException, IOException {
    Map<String, String> settings =
        Map.of(
            "learning.epochs", "1",
            "learning.patience", "0",
            "learning.rate", "0.001",
            "learning.batch.frames", Integer.toString(batch));
    LearningConfig config = Settings.of(settings).bind(LearningConfig.class);
    List<Long> times = new ArrayList<>();
    LearningWatcher clock = (done, total) -> times.add(System.nanoTime());
    new FineTuner(config, placement.device(), dir.resolve("checkpoint"))
        .learn(
            bundle,
            head,
            false,
            drawn,
            batch * (STEPS + 2),
            new Drawn(List.of(), new int[0]),
            dir.resolve("learned"),
            clock);
    double[] nanos = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      nanos[i] = times.get(i + 2) - times.get(i + 1);
    }
    return InterleavedTiming.median(nanos);
  }

  /** Frames of noise with labels in turn. */
  private record Drawn(List<byte[]> frames, int[] labels) implements LearningFrames {
    static Drawn of(int bytes, int classes) {
      SplittableRandom random = new SplittableRandom(5);
      List<byte[]> frames = new ArrayList<>();
      for (int i = 0; i < FRAMES; i++) {
        byte[] pixels = new byte[bytes];
        random.nextBytes(pixels);
        frames.add(pixels);
      }
      return new Drawn(frames, IntStream.range(0, FRAMES).map(i -> i % classes).toArray());
    }

    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public byte[] pixels(int index) {
      return frames.get(index);
    }

    @Override
    public int label(int index) {
      return labels[index];
    }
  }
}
