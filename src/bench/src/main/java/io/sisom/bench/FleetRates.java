package io.sisom.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Frames a second of one scorer and of several that share the work, in turns. */
final class FleetRates {
  private static final int ROUNDS = 2;
  private static final int PARTITIONS = 48;
  private static final long SETTLE_MILLIS = 6_000;
  private static final long MEASURE_MILLIS = 15_000;

  private final FleetOptions options;
  private final BenchSettings settings;
  private final BenchListener listener;

  FleetRates(FleetOptions options, BenchSettings settings, BenchListener listener) {
    this.options = options;
    this.settings = settings;
    this.listener = listener;
  }

  BenchSection run(Path dir) throws Exception {
    Map<Integer, List<Double>> rates = new TreeMap<>();
    int rounds = settings.rounds(ROUNDS);
    Deque<FleetScorerJvm> scorers = new ArrayDeque<>();
    double offered = options.sensors() * options.framesPerSecond();
    try (FleetRig rig = FleetRig.start(dir, "rates", PARTITIONS, options, settings);
        FleetFeed feed = FleetFeed.start(rig, options.sensors(), offered)) {
      for (int round = 0; round < rounds; round++) {
        List<Integer> order = new ArrayList<>(options.scorers());
        if (round % 2 == 1) {
          Collections.reverse(order);
        }
        for (int count : order) {
          listener.progress("fleet, %d scorers".formatted(count), round, rounds);
          adjust(rig, scorers, count);
          rates.computeIfAbsent(count, c -> new ArrayList<>()).add(rate(scorers));
        }
      }
    } finally {
      for (FleetScorerJvm scorer : scorers) {
        scorer.kill();
      }
    }
    return section(rates, offered);
  }

  private void adjust(FleetRig rig, Deque<FleetScorerJvm> scorers, int count) throws Exception {
    while (scorers.size() > count) {
      scorers.removeLast().close();
    }
    while (scorers.size() < count) {
      scorers.addLast(rig.scorer(scorers.size(), rig.name(), options.batch(), Map.of()));
    }
    for (FleetScorerJvm scorer : scorers) {
      long before = scorer.said().scored();
      scorer.await(it -> it.running() && it.scored() > before);
    }
    Thread.sleep(SETTLE_MILLIS);
  }

  /** By each scorer's own count and clock. */
  private static double rate(Deque<FleetScorerJvm> scorers) throws InterruptedException {
    List<FleetScorerJvm.Said> before = scorers.stream().map(FleetScorerJvm::said).toList();
    Thread.sleep(MEASURE_MILLIS);
    double rate = 0;
    int i = 0;
    for (FleetScorerJvm scorer : scorers) {
      FleetScorerJvm.Said was = before.get(i++);
      FleetScorerJvm.Said is = scorer.said();
      rate += (is.scored() - was.scored()) * 1e3 / (is.at() - was.at());
    }
    return rate;
  }

  private BenchSection section(Map<Integer, List<Double>> rates, double offered) {
    List<BenchFigure> lines = new ArrayList<>();
    int least = Collections.min(rates.keySet());
    double one = median(rates.getOrDefault(least, List.of())) / least;
    rates.forEach(
        (count, each) ->
            lines.add(
                new BenchFigure(
                    "%d scorers".formatted(count), median(each), "frames/s", median(each) / one)));
    return new BenchSection(
        BenchPart.FLEET.word(),
        "Scorers that share the work of %d partitions".formatted(PARTITIONS),
        lines,
        List.of(
            "%d sensors send %.0f frames/s, more than is taken; the network sleeps %d ms over up to %d frames"
                .formatted(
                    options.sensors(), offered, options.batch().toMillis(), options.batchFrames()),
            "ratios: to one scorer; a batch of %d frames in %d ms makes %.0f frames/s for each"
                .formatted(
                    options.batchFrames(),
                    options.batch().toMillis(),
                    1e3 * options.batchFrames() / Math.max(1, options.batch().toMillis())),
            "medians of rounds that go up and down in turns, on %d processors with the broker"
                .formatted(Runtime.getRuntime().availableProcessors())),
        lines.stream().allMatch(line -> line.value() > 0));
  }

  private static double median(List<Double> values) {
    return InterleavedTiming.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
