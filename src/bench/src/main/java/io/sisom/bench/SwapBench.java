package io.sisom.bench;

import io.sisom.reference.ReferenceSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A large reference set is published and swapped in, and back out, while frames are scored. */
final class SwapBench {
  private static final long LARGE = 100L << 20;
  private static final int SENSORS = 8;
  private static final Duration QUIET = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Frames a second: enough that batches follow each other, and room for the large set's cost. */
  private static final double RATE = 100;

  private final BenchBroker rig;
  private final BenchModel model;
  private final BenchListener listener;

  SwapBench(BenchBroker rig, BenchModel model, BenchListener listener) {
    this.rig = rig;
    this.model = model;
    this.listener = listener;
  }

  BenchSection run() throws Exception {
    SampleFrames frames = SampleFrames.raw(32, 32);
    ReferenceSet small = model.reference(frames);
    ReferenceSet large = BenchModel.grown(small, LARGE);
    rig.publish(model, small);
    List<BatchTimes> times = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger sent = new AtomicInteger();
    try (ScoreReader watch = new ScoreReader(rig, true);
        BenchScorer scorer =
            BenchScorer.start(
                rig,
                PipelineBench.EXACTLY_ONCE,
                scorers -> {
                  times.add(new BatchTimes(scorers));
                  return times.get(0);
                })) {
      scorer.awaitRunning();
      Thread feeder = new Thread(() -> feed(frames, over, sent), "bench-feeder");
      feeder.start();
      watch.await(100);
      listener.progress("swap", 1, 4);
      long calm = System.nanoTime();
      Thread.sleep(QUIET.toMillis());
      long begun = System.nanoTime();
      listener.progress("swap", 2, 4);
      long version = rig.publish(model, large);
      long published = System.nanoTime();
      awaitVersion(scorer, version);
      long live = System.nanoTime();
      listener.progress("swap", 3, 4);
      awaitVersion(scorer, rig.publish(model, small));
      over.set(true);
      feeder.join();
      long scored = watch.await(sent.get());
      return section(
          large,
          new Timestamps(calm, begun, published, live),
          times.get(0).batches(),
          sent.get(),
          scored,
          watch.repeated());
    }
  }

  /** System.nanoTime of what happened. */
  private record Timestamps(long calm, long begun, long published, long live) {}

  private BenchSection section(
      ReferenceSet large,
      Timestamps at,
      List<BatchTimes.Batch> batches,
      long sent,
      long scored,
      long repeated) {
    double[] before = nanos(batches, at.calm(), at.begun());
    double[] during = nanos(batches, at.begun(), at.live());
    double usual = InterleavedTiming.median(before);
    List<BenchFigure> lines =
        List.of(
            BenchFigure.of("published after", (at.published() - at.begun()) / 1e9, "s"),
            BenchFigure.of("live after that in", (at.live() - at.published()) / 1e9, "s"),
            new BenchFigure("a batch before, median", usual / 1e6, "ms", 1),
            new BenchFigure(
                "longest batch in the calm before",
                InterleavedTiming.quantile(1, before) / 1e6,
                "ms",
                InterleavedTiming.quantile(1, before) / usual),
            new BenchFigure(
                "a batch while it is published and loaded, median",
                InterleavedTiming.median(during) / 1e6,
                "ms",
                InterleavedTiming.median(during) / usual),
            new BenchFigure(
                "longest batch while it is published and loaded",
                InterleavedTiming.quantile(1, during) / 1e6,
                "ms",
                InterleavedTiming.quantile(1, during) / usual),
            new BenchFigure(
                "longest wait of a ready batch for a swap",
                longestWait(batches) / 1e6,
                "ms",
                longestWait(batches) / usual),
            BenchFigure.of("frames sent", sent, "frames"),
            BenchFigure.of("frames without a score", sent - scored + repeated, "frames"),
            BenchFigure.of("frames scored twice", repeated, "frames"));
    return new BenchSection(
        BenchPart.SWAP.word(),
        "A reference set of %d known frames (%d MB) swapped in at %.0f frames/s"
            .formatted(large.known().size(), LARGE >> 20, RATE),
        lines,
        List.of(
            "ratios: batch times over the median before",
            "publisher, broker and scorer share this process and its processors"),
        scored == sent && repeated == 0);
  }

  private static double[] nanos(List<BatchTimes.Batch> batches, long from, long to) {
    return batches.stream()
        .filter(batch -> batch.ready() >= from && batch.ready() < to)
        .mapToDouble(BatchTimes.Batch::nanos)
        .toArray();
  }

  private static double longestWait(List<BatchTimes.Batch> batches) {
    return batches.stream().mapToDouble(batch -> batch.begun() - batch.ready()).max().orElse(0);
  }

  private void feed(SampleFrames frames, AtomicBoolean over, AtomicInteger sent) {
    Metronome metronome = new Metronome(RATE);
    try {
      while (!over.get()) {
        metronome.await();
        int n = sent.getAndIncrement();
        rig.send(n, frames.record(n, "swap-", SENSORS));
      }
      rig.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitVersion(BenchScorer scorer, long version) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (scorer.version() != version) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("version " + version + " did not become live");
      }
      Thread.sleep(5);
    }
  }
}
