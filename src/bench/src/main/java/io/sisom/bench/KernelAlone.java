package io.sisom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.method.FrameShape;
import io.sisom.network.Network;
import io.sisom.scoring.BatchScorer;
import io.sisom.scoring.CurrentScorer;
import io.sisom.scoring.FrameBatcher;
import io.sisom.scoring.FrameOutcome;
import io.sisom.scoring.FramePlace;
import io.sisom.scoring.ReadyFrame;
import io.sisom.scoring.RejectedFrame;
import io.sisom.scoring.ScoringMetrics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * The network without Kafka, distances or scores: records in memory, decoded by as many threads and
 * run in as large batches as a scorer would.
 */
final class KernelAlone {
  private final BenchSettings settings;
  private final Network network;
  private final Set<String> gradientTaps;

  /**
   * Of a network that the caller closes.
   *
   * @param gradientTaps whose gradients scoring needs
   */
  KernelAlone(BenchSettings settings, Network network, Set<String> gradientTaps) {
    this.settings = settings;
    this.network = network;
    this.gradientTaps = Set.copyOf(gradientTaps);
  }

  /** The rate over {@code count} frames of {@code frames}. */
  Rate rate(SampleFrames frames, int count) throws InterruptedException {
    List<byte[]> records =
        IntStream.range(0, SampleFrames.PICTURES)
            .mapToObj(n -> frames.record(n, "alone-", 1))
            .toList();
    CountDownLatch left = new CountDownLatch(count);
    try (FrameBatcher batcher =
        new FrameBatcher(
            settings.batch().on(settings.placement()),
            new FrameReader(settings.limits()),
            new FrameDecoder(settings.limits()),
            new NetworkOnly(),
            new ScoringMetrics(new SimpleMeterRegistry()))) {
      Rate.Moment started = Rate.Moment.now();
      for (int n = 0; n < count; n++) {
        batcher
            .submit(records.get(n % records.size()), new FramePlace(0, n, 0))
            .whenComplete((outcome, failure) -> left.countDown());
      }
      left.await();
      return started.to(Rate.Moment.now(), count);
    }
  }

  private final class NetworkOnly implements CurrentScorer, BatchScorer {
    private final FrameOutcome done = new RejectedFrame("none", "the bench asks for no score");

    @Override
    public Lent borrow() {
      return new Lent(this, () -> {});
    }

    @Override
    public FrameShape input() {
      return network.description().input();
    }

    @Override
    public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
      network.run(frames.stream().map(ReadyFrame::pixels).toList(), gradientTaps);
      return frames.stream().map(frame -> done).toList();
    }
  }
}
