package io.sisom.bench;

import ai.djl.Device;
import io.sisom.model.BundleException;
import io.sisom.model.ModelBundle;
import io.sisom.model.ScoringKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What the network's passes cost beside a plain forward pass of the same network. */
final class KernelBench {
  private static final int[] BATCHES = {8, 32};
  private static final Duration TIME = Duration.ofSeconds(8);

  private final ModelBundle bundle;
  private final Device device;

  KernelBench(ModelBundle bundle, Device device) {
    this.bundle = bundle;
    this.device = device;
  }

  Section run(BenchWatcher watcher) throws BundleException {
    List<Line> lines = new ArrayList<>();
    try (ScoringKernel kernel = ScoringKernel.load(bundle, device)) {
      for (int size : BATCHES) {
        List<byte[]> batch = batch(size);
        new Race()
            .add("forward pass (features, for lean)", size, () -> kernel.forward(batch))
            .add("forward and backward, all taps", size, () -> kernel.run(batch))
            .run(TIME, "kernel, batch " + size, watcher)
            .forEach(result -> lines.add(line(result, size)));
      }
    }
    return new Section(
        Part.KERNEL.word(),
        "The network's passes: " + bundle.version() + " on " + device,
        lines,
        List.of(
            "this bundle has no plain forward pass of its own: its features pass, which gives the"
                + " taps too, stands for it"),
        true);
  }

  private static Line line(Race.Result result, int size) {
    return new Line(
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
