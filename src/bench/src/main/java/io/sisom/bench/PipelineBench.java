package io.sisom.bench;

import io.sisom.network.BundleException;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.ReferenceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Frames a second from Kafka to Kafka beside the network's own, and how long a frame takes when
 * there is room to spare.
 */
final class PipelineBench {
  static final String EXACTLY_ONCE = "exactly_once_v2";
  static final String AT_LEAST_ONCE = "at_least_once";

  private static final List<String> GUARANTEES = List.of(EXACTLY_ONCE, AT_LEAST_ONCE);
  private static final int ROUNDS = 3;
  private static final double ROUND_SECONDS = 2.5;
  private static final int TRIAL = 256;
  static final int SENSORS = 8;

  /** Rounds before those that count: code is compiled for some ten thousand frames. */
  private static final int MOST_WARM_UPS = 5;

  private static final double COMPILED = 0.05;

  /** Known frames where another loop is compared with. */
  private static final int KNOWN_BESIDE = 5_000;

  private final BenchBroker rig;
  private final BenchModel model;
  private final Placement whole;
  private final BenchListener listener;
  private final List<BenchFigure> lines = new ArrayList<>();
  private final BacklogRuns backlog;

  /**
   * On a broker.
   *
   * @param whole where the network would run had it the machine for itself
   */
  PipelineBench(BenchBroker rig, BenchModel model, Placement whole, BenchListener listener) {
    this.rig = rig;
    this.model = model;
    this.whole = whole;
    this.listener = listener;
    this.backlog = new BacklogRuns(rig);
  }

  BenchSection run() throws Exception {
    SampleFrames small = SampleFrames.raw(32, 32);
    boolean complete = rig.settings().beside().isEmpty() ? both(small) : besideAnother(small);
    return new BenchSection(
        BenchPart.PIPELINE.word(),
        "From Kafka to Kafka: "
            + model.bundle().version()
            + " on "
            + rig.settings().placement().device(),
        lines,
        List.of(
            "network, alone and between Kafka and Kafka: %d of %d threads (device.threads)"
                .formatted(threads(rig.settings().placement()), threads(whole)),
            "the broker runs in the same process and shares the processors",
            "network alone: records in memory, decoded by batch.decoders threads, no distances",
            "ratios: to the network's own, in turns with it, decoding in both",
            "under exactly_once_v2 scores are seen after the commit, every %d ms"
                .formatted(rig.settings().scoring().commitInterval().toMillis())),
        complete);
  }

  private boolean both(SampleFrames small) throws Exception {
    boolean complete = true;
    for (SampleFrames kind : List.of(small, SampleFrames.jpeg(640, 480, 0.85f))) {
      ReferenceSet reference = model.reference(kind);
      rig.publish(model, reference);
      complete &= throughput(kind, reference.rule().features().gradientTaps(), null);
      if (kind == small) {
        complete &= new LatencyBench(rig, lines, listener).run(kind, rateOf(AT_LEAST_ONCE));
      }
    }
    return complete;
  }

  /** Raw frames alone, among as many known ones as the other loop is told to have. */
  private boolean besideAnother(SampleFrames kind) throws Exception {
    ReferenceSet reference = model.reference(kind);
    long bytes = (long) KNOWN_BESIDE * reference.known().features().width() * Float.BYTES;
    ReferenceSet grown = BenchModel.grown(reference, bytes);
    rig.publish(model, grown);
    try (BesideLoop beside = BesideLoop.start(rig, rig.settings().beside(), model, KNOWN_BESIDE)) {
      return throughput(kind, grown.rule().features().gradientTaps(), beside);
    }
  }

  private boolean throughput(
      SampleFrames kind, Set<String> gradientTaps, @Nullable BesideLoop beside)
      throws InterruptedException, BundleException {
    boolean complete = true;
    int rounds = rig.settings().rounds(ROUNDS);
    PipelineRounds taken = new PipelineRounds(kind.name());
    try (ScoringKernel network = ScoringKernel.open(model.bundle(), rig.settings().placement());
        ScoringKernel wide = ScoringKernel.open(model.bundle(), whole)) {
      KernelAlone kernel = new KernelAlone(rig.settings(), network, gradientTaps);
      KernelAlone unshared = new KernelAlone(rig.settings(), wide, gradientTaps);
      kernel.rate(kind, TRIAL);
      int count = count(kernel.rate(kind, TRIAL).perSecond());
      complete &= warmUp(kind, count);
      if (beside != null) {
        complete &= !beside.fromBacklog(kind, count).equals(Rate.NONE);
      }
      for (int round = 0; round < rounds; round++) {
        listener.progress("pipeline, " + kind.name(), round, rounds);
        taken.alone(kernel.rate(kind, count));
        for (String guarantee : GUARANTEES) {
          BacklogRuns.Worked worked = backlog.run(kind, guarantee, count);
          complete &= !worked.rate().equals(Rate.NONE);
          taken.worked(guarantee, worked);
        }
        if (beside != null) {
          Rate other = beside.fromBacklog(kind, count);
          complete &= !other.equals(Rate.NONE);
          taken.beside(other);
        }
        if (narrowed()) {
          taken.onAllThreads(unshared.rate(kind, count));
        }
      }
    }
    lines.addAll(taken.lines(threads(whole)));
    return complete;
  }

  /** Until code is compiled: that is paid once, and a scorer runs for months. */
  private boolean warmUp(SampleFrames kind, int count) throws InterruptedException {
    boolean complete = true;
    double compiling = 1;
    for (int round = 0; round < MOST_WARM_UPS && compiling > COMPILED; round++) {
      listener.progress("pipeline, warming up, " + kind.name(), round, MOST_WARM_UPS);
      for (String guarantee : GUARANTEES) {
        BacklogRuns.Worked worked = backlog.run(kind, guarantee, count);
        complete &= !worked.rate().equals(Rate.NONE);
        compiling = worked.compiling();
      }
    }
    return complete;
  }

  private boolean narrowed() {
    return threads(rig.settings().placement()) < threads(whole);
  }

  private static int threads(Placement placement) {
    return placement.threads().count();
  }

  private int count(double rate) {
    int asked = rig.settings().frames();
    return asked > 0 ? asked : Math.max(TRIAL, (int) (rate * ROUND_SECONDS));
  }

  private double rateOf(String guarantee) {
    return lines.stream()
        .filter(line -> line.what().endsWith(guarantee))
        .mapToDouble(BenchFigure::value)
        .findFirst()
        .orElseThrow();
  }
}
