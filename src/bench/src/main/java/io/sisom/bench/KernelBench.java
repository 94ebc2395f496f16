package io.sisom.bench;

import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What the network's passes cost beside a plain forward pass of the same network. */
final class KernelBench {
  private static final int[] CPU_BATCHES = {8, 32};
  private static final int[] GPU_BATCHES = {32, 128};
  private static final Duration TIME = Duration.ofSeconds(10);

  private final ModelBundle bundle;
  private final Placement placement;

  KernelBench(ModelBundle bundle, Placement placement) {
    this.bundle = bundle;
    this.placement = placement;
  }

  BenchSection run(BenchListener listener) throws BundleException {
    List<BenchFigure> lines = new ArrayList<>();
    boolean plain = bundle.description().methods().plain().isPresent();
    try (ScoringKernel kernel = ScoringKernel.open(bundle, placement)) {
      for (int size : placement.device().isGpu() ? GPU_BATCHES : CPU_BATCHES) {
        race(kernel, batch(size), plain)
            .run(TIME, "kernel, batch " + size, listener)
            .forEach(result -> lines.add(line(result, size)));
      }
    }
    return new BenchSection(
        BenchPart.KERNEL.word(),
        "The network's passes: " + bundle.version() + " on " + placement.device(),
        lines,
        plain
            ? List.of(
                "plain: the network as it was exported, its BatchNorm not folded, logits alone")
            : List.of(
                "this bundle has no plain forward pass of its own: its features pass, which gives"
                    + " the taps too, stands for it; export the network again for one"),
        true);
  }

  /** From the plain pass on: the forward pass with taps, then ever deeper backward passes. */
  private InterleavedTiming race(ScoringKernel kernel, List<byte[]> batch, boolean plain) {
    InterleavedTiming race = new InterleavedTiming();
    if (plain) {
      race.add("plain forward pass", batch.size(), () -> kernel.plain(batch));
    }
    race.add("forward pass with taps (lean)", batch.size(), () -> kernel.forward(batch));
    List<String> taps = bundle.description().taps().names();
    for (int from = taps.size() - 1; from >= 0; from--) {
      List<String> read = taps.subList(from, taps.size());
      String name = from == 0 ? "gradients of all taps" : "gradients of " + String.join(", ", read);
      race.add(name, batch.size(), () -> kernel.run(batch, new HashSet<>(read)));
    }
    return race;
  }

  private static BenchFigure line(InterleavedTiming.Result result, int size) {
    return new BenchFigure(
        result.name() + ", batch " + size, result.nanos() / 1e6, "ms/frame", result.ratio());
  }

  private List<byte[]> batch(int size) {
    SplittableRandom random = new SplittableRandom(size);
    return IntStream.range(0, size)
        .mapToObj(
            i -> {
              byte[] pixels = new byte[bundle.description().input().bytes()];
              random.nextBytes(pixels);
              return pixels;
            })
        .toList();
  }
}
