package io.sisom.bench;

import io.sisom.network.BundleException;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.ReferenceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

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
  private static final int SENSORS = 8;

  private final Rig rig;
  private final BenchModel model;
  private final Placement whole;
  private final BenchWatcher watcher;
  private final List<Line> lines = new ArrayList<>();
  private int sent;

  /**
   * On a broker.
   *
   * @param whole where the network would run had it the machine for itself
   */
  PipelineBench(Rig rig, BenchModel model, Placement whole, BenchWatcher watcher) {
    this.rig = rig;
    this.model = model;
    this.whole = whole;
    this.watcher = watcher;
  }

  Section run() throws Exception {
    boolean complete = true;
    SampleFrames small = SampleFrames.raw(32, 32);
    for (SampleFrames kind : List.of(small, SampleFrames.jpeg(640, 480, 0.85f))) {
      ReferenceSet reference = model.reference(kind);
      rig.publish(model, reference);
      complete &= throughput(kind, reference.rule().features().gradientTaps());
      if (kind == small) {
        complete &= new LatencyBench(rig, lines, watcher).run(kind, rateOf(AT_LEAST_ONCE));
      }
    }
    return new Section(
        Part.PIPELINE.word(),
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

  private boolean throughput(SampleFrames kind, Set<String> gradientTaps)
      throws InterruptedException, BundleException {
    List<List<Rate>> rates = List.of(new ArrayList<>(), new ArrayList<>());
    List<List<Double>> batches = List.of(new ArrayList<>(), new ArrayList<>());
    List<Rate> alone = new ArrayList<>();
    List<Rate> onAll = new ArrayList<>();
    boolean complete = true;
    try (ScoringKernel network = ScoringKernel.open(model.bundle(), rig.settings().placement());
        ScoringKernel wide = ScoringKernel.open(model.bundle(), whole)) {
      KernelAlone kernel = new KernelAlone(rig.settings(), network, gradientTaps);
      KernelAlone unshared = new KernelAlone(rig.settings(), wide, gradientTaps);
      kernel.rate(kind, TRIAL);
      int count = count(kernel.rate(kind, TRIAL).perSecond());
      // The first round is not measured: classes load, code is compiled.
      for (int round = 0; round <= ROUNDS; round++) {
        watcher.at("pipeline, " + kind.name(), round, ROUNDS + 1);
        int frames = round > 0 ? count : Math.max(TRIAL, count / 3);
        Rate ofKernel = kernel.rate(kind, frames);
        for (int i = 0; i < GUARANTEES.size(); i++) {
          Worked worked = fromBacklog(kind, GUARANTEES.get(i), frames);
          complete &= !worked.rate().equals(Rate.NONE);
          if (round > 0) {
            rates.get(i).add(worked.rate());
            batches.get(i).add(worked.framesPerBatch());
          }
        }
        if (round > 0) {
          alone.add(ofKernel);
          if (narrowed()) {
            onAll.add(unshared.rate(kind, frames));
          }
        }
      }
    }
    String network = kind.name() + ", network alone";
    String kafka = kind.name() + ", Kafka to Kafka, ";
    lines.add(line(network, alone, alone));
    if (narrowed()) {
      lines.add(line(network + ", on all %d threads".formatted(threads(whole)), onAll, alone));
    }
    for (int i = 0; i < GUARANTEES.size(); i++) {
      lines.add(line(kafka + GUARANTEES.get(i), rates.get(i), alone));
    }
    lines.add(processor(network, alone, alone));
    for (int i = 0; i < GUARANTEES.size(); i++) {
      lines.add(processor(kafka + GUARANTEES.get(i), rates.get(i), alone));
    }
    for (int i = 0; i < GUARANTEES.size(); i++) {
      List<Double> means = batches.get(i);
      lines.add(
          Line.of(
              kafka + GUARANTEES.get(i) + ", frames a batch",
              median(means.size(), means::get),
              "frames"));
    }
    return complete;
  }

  private boolean narrowed() {
    return threads(rig.settings().placement()) < threads(whole);
  }

  private static int threads(Placement placement) {
    return placement.threads().count();
  }

  private static Line line(String what, List<Rate> rates, List<Rate> alone) {
    return new Line(
        what,
        median(rates.size(), round -> rates.get(round).perSecond()),
        "frames/s",
        median(rates.size(), round -> rates.get(round).perSecond() / alone.get(round).perSecond()));
  }

  private static Line processor(String what, List<Rate> rates, List<Rate> alone) {
    return new Line(
        what + ", processor time",
        median(rates.size(), round -> rates.get(round).processorMillis()),
        "ms/frame",
        median(
            rates.size(),
            round -> rates.get(round).processorMillis() / alone.get(round).processorMillis()));
  }

  private static double median(int rounds, IntToDoubleFunction ofRound) {
    return Race.median(IntStream.range(0, rounds).mapToDouble(ofRound).toArray());
  }

  private int count(double rate) {
    int asked = rig.settings().frames();
    return asked > 0 ? asked : Math.max(TRIAL, (int) (rate * ROUND_SECONDS));
  }

  /** While a backlog is worked off; {@link Rate#NONE} where a score is missing. */
  private Worked fromBacklog(SampleFrames kind, String guarantee, int count)
      throws InterruptedException {
    int first = sent;
    for (; sent < first + count; sent++) {
      rig.send(sent, kind.record(sent, "bench-", SENSORS));
    }
    rig.flush();
    try (ScoreWatch watch = new ScoreWatch(rig, false);
        BenchScorer scorer = BenchScorer.start(rig, guarantee)) {
      scorer.awaitRunning();
      Rate rate = watch.await(count) == count ? watch.rate() : Rate.NONE;
      return new Worked(rate, scorer.framesPerBatch());
    }
  }

  private record Worked(Rate rate, double framesPerBatch) {}

  private double rateOf(String guarantee) {
    return lines.stream()
        .filter(line -> line.what().endsWith(guarantee))
        .mapToDouble(Line::value)
        .findFirst()
        .orElseThrow();
  }
}
