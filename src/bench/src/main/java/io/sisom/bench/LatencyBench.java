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

  private final Rig rig;
  private final List<Line> lines;
  private final BenchWatcher watcher;

  LatencyBench(Rig rig, List<Line> lines, BenchWatcher watcher) {
    this.rig = rig;
    this.lines = lines;
    this.watcher = watcher;
  }

  /** Measures; whether every frame got its one score. */
  boolean run(SampleFrames kind, double fullRate) throws InterruptedException {
    boolean complete = true;
    double rate = fullRate * LOAD;
    for (String guarantee : List.of(PipelineBench.AT_LEAST_ONCE, PipelineBench.EXACTLY_ONCE)) {
      watcher.at("latency, " + guarantee, 0, 1);
      complete &= measure(kind, guarantee, rate);
    }
    return complete;
  }

  private boolean measure(SampleFrames kind, String guarantee, double rate)
      throws InterruptedException {
    int warm = (int) (rate * WARM_SECONDS);
    int count = warm + (int) (rate * SECONDS);
    long[] sent = new long[count];
    try (ScoreWatch watch = new ScoreWatch(rig, true);
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
      lines.add(Line.of(what + ", median", Race.median(millis), "ms"));
      lines.add(Line.of(what + ", 99 %", Race.quantile(0.99, millis), "ms"));
      return complete;
    }
  }
}
