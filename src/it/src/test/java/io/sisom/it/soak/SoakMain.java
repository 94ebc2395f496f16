package io.sisom.it.soak;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.network.Placement;
import io.sisom.scoring.FrameBatcher;
import io.sisom.scoring.FrameOutcome;
import io.sisom.scoring.FramePlace;
import io.sisom.scoring.ScoreTimes;
import io.sisom.scoring.ScoredFrame;
import io.sisom.scoring.ScoringMetrics;
import io.sisom.scoring.VersionLoader;
import io.sisom.scoring.VersionSlot;
import io.sisom.testkit.ResidentMemory;
import io.sisom.version.PublishedVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Scores frames in bursts of changing size through decoders, batcher and network, swaps the
 * reference version now and then while a burst is in flight, and prints the resident memory a
 * hundred times. In a JVM of its own, so that nothing else counts.
 *
 * <p>Arguments: folder, frames, frames between swaps, and {@code leak} to keep a native array of
 * each burst in a manager that lives on, which the test must see.
 */
final class SoakMain {
  private static final int SAMPLES = 100;
  private static final int MAX_BURST = 96;
  private static final Shape BURST = new Shape(64, 3, 32, 32);

  private SoakMain() {}

  public static void main(String[] arguments) throws Exception {
    int frames = Integer.parseInt(arguments[1]);
    int swapEvery = Integer.parseInt(arguments[2]);
    boolean leak = arguments.length > 3;
    SoakMaterial material = SoakMaterial.in(Path.of(arguments[0]));
    SisomConfig config = SisomConfig.of(Map.of());
    ScoringMetrics metrics = new ScoringMetrics(new SimpleMeterRegistry());
    try (NDManager longLived = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        VersionSlot slot = new VersionSlot();
        FrameBatcher batcher =
            new FrameBatcher(
                config.batch().on(Placement.on(Device.cpu())),
                new FrameReader(config.frames()),
                new FrameDecoder(config.frames()),
                slot,
                metrics)) {
      VersionLoader loader =
          new VersionLoader(
              Placement.on(Device.cpu()),
              slot,
              metrics,
              config.alerts(),
              new ScoreTimes(config.scoring().captureRule(), Clock.systemUTC()));
      long version = 1;
      use(loader, material.version(version));
      Random random = new Random(1);
      int done = 0;
      for (int sample = 1; sample <= SAMPLES; sample++) {
        while (done < (long) frames * sample / SAMPLES) {
          int before = done;
          List<CompletableFuture<FrameOutcome>> burst = new ArrayList<>();
          for (int i = 1 + random.nextInt(MAX_BURST); i > 0; i--) {
            byte[] record = material.records().get(done % material.records().size());
            burst.add(batcher.submit(record, new FramePlace(0, done++, 0)));
          }
          if (before / swapEvery != done / swapEvery) {
            use(loader, material.version(++version));
          }
          if (leak) {
            longLived.ones(BURST);
          }
          for (CompletableFuture<FrameOutcome> outcome : burst) {
            if (!(outcome.join() instanceof ScoredFrame)) {
              throw new IllegalStateException("a frame was not scored: " + outcome.join());
            }
          }
        }
        System.out.println("soak " + done + " " + ResidentMemory.bytes());
      }
      System.out.println("soak-end " + done + " " + version);
    }
  }

  private static void use(VersionLoader loader, PublishedVersion version) {
    loader
        .onVersion(version)
        .ifPresent(
            refusal -> {
              throw new IllegalStateException(refusal.message());
            });
  }
}
