package io.sisom.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** From a frame's sending to its score's arrival, at a third of full load. */
final class LatencyBench {
  private static final double LOAD = 1.0 / 3;
  private static final double WARM_SECONDS = 2;
  private static final double SECONDS = 6;
  private static final int SENSORS = 8;

  private final BenchBroker rig;
  private final List<BenchFigure> lines;
  private final BenchListener listener;

  LatencyBench(BenchBroker rig, List<BenchFigure> lines, BenchListener listener) {
    this.rig = rig;
    this.lines = lines;
    this.listener = listener;
  }

  /** Measures; whether every frame got its one score. */
  boolean run(SampleFrames kind, double fullRate) throws InterruptedException {
    boolean complete = true;
    double rate = fullRate * LOAD;
    for (String guarantee : List.of(PipelineBench.AT_LEAST_ONCE, PipelineBench.EXACTLY_ONCE)) {
      listener.progress("latency, " + guarantee, 0, 1);
      complete &= measure(kind, guarantee, rate);
    }
    return complete;
  }

  private boolean measure(SampleFrames kind, String guarantee, double rate)
      throws InterruptedException {
    int warm = (int) (rate * WARM_SECONDS);
    int asked = rig.settings().frames();
    int count = warm + (asked > 0 ? asked : (int) (rate * SECONDS));
    long[] sent = new long[count];
    try (ScoreReader watch = new ScoreReader(rig, true);
        BenchScorer scorer = BenchScorer.start(rig, guarantee)) {
      scorer.awaitRunning();
      String prefix = "latency-" + guarantee + "-";
      Metronome metronome = new Metronome(rate);
      for (int n = 0; n < count; n++) {
        byte[] record = kind.record(n, prefix, SENSORS);
        metronome.await();
        sent[n] = System.nanoTime();
        rig.send(n, record);
      }
      boolean complete = watch.await(count) == count && watch.repeated() == 0;
      Map<String, Long> arrivals = watch.arrivals();
      double[] millis =
          IntStream.range(warm, count)
              .filter(n -> arrivals.containsKey(prefix + n))
              .mapToDouble(n -> (arrivals.getOrDefault(prefix + n, 0L) - sent[n]) / 1e6)
              .toArray();
      String what = "%s at %.0f frames/s, %s".formatted(kind.name(), rate, guarantee);
      lines.add(BenchFigure.of(what + ", median", InterleavedTiming.median(millis), "ms"));
      lines.add(BenchFigure.of(what + ", 99 %", InterleavedTiming.quantile(0.99, millis), "ms"));
      return complete;
    }
  }
}
