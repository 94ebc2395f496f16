package io.sisom.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * For how long partitions have no scores when scorers come, go and die, in each way to group them.
 */
final class FleetRebalance {
  private static final int PARTITIONS = 48;
  private static final double FRAMES_A_PARTITION = 1;
  private static final Duration BATCH = Duration.ofMillis(10);
  private static final long CALM_MILLIS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /** The ways, by what they are called; the member's name is added where it is static. */
  private static final Map<String, Map<String, String>> WAYS = ways();

  private final FleetOptions options;
  private final BenchSettings settings;
  private final BenchListener listener;
  private final List<BenchFigure> lines = new ArrayList<>();

  FleetRebalance(FleetOptions options, BenchSettings settings, BenchListener listener) {
    this.options = options;
    this.settings = settings;
    this.listener = listener;
  }

  private static Map<String, Map<String, String>> ways() {
    Map<String, Map<String, String>> ways = new LinkedHashMap<>();
    ways.put("as it is", Map.of());
    ways.put("a standby replica", Map.of("kafka.num.standby.replicas", "1"));
    ways.put("static members", Map.of("kafka.group.instance.id", ""));
    ways.put(
        "group.protocol=streams",
        Map.of("kafka.group.protocol", "streams", "kafka.transaction.timeout.ms", "60000"));
    return ways;
  }

  BenchSection run(Path dir) throws Exception {
    List<String> notes =
        new ArrayList<>(
            List.of(
                "longest time without a committed score: median and worst of %d partitions with %.0f frames/s each"
                    .formatted(PARTITIONS, FRAMES_A_PARTITION),
                "calm: the same while nothing happens; two scorers, and a third that comes and goes"));
    try (FleetRig rig = FleetRig.start(dir, "rebalance", PARTITIONS, options, settings);
        FleetFeed feed = FleetFeed.start(rig, 2 * PARTITIONS, PARTITIONS * FRAMES_A_PARTITION);
        ArrivalGaps gaps = ArrivalGaps.start(rig)) {
      int done = 0;
      for (Map.Entry<String, Map<String, String>> way : WAYS.entrySet()) {
        listener.progress("fleet, rebalance, " + way.getKey(), done, WAYS.size());
        try {
          measure(rig, gaps, way.getKey(), rig.name() + "-" + done, way.getValue());
        } catch (IllegalStateException e) {
          notes.add(way.getKey() + " was not measured to its end: " + e.getMessage());
        }
        done++;
      }
    }
    return new BenchSection(
        BenchPart.FLEET.word(), "Pauses when scorers come and go", lines, notes, !lines.isEmpty());
  }

  private void measure(
      FleetRig rig, ArrivalGaps gaps, String way, String group, Map<String, String> more)
      throws Exception {
    List<FleetScorerJvm> scorers = new ArrayList<>();
    try {
      scorers.add(rig.scorer(0, group, BATCH, member(more, 0)));
      scorers.add(rig.scorer(1, group, BATCH, member(more, 1)));
      settle(gaps);
      gaps.mark();
      Thread.sleep(CALM_MILLIS);
      told(way + ", calm", gaps);
      gaps.mark();
      scorers.add(rig.scorer(2, group, BATCH, member(more, 2)));
      scorers.get(2).await(it -> it.running() && it.scored() > 0);
      settle(gaps);
      told(way + ", one more comes", gaps);
      gaps.mark();
      scorers.remove(2).close();
      settle(gaps);
      told(way + ", one goes", gaps);
      gaps.mark();
      scorers.remove(1).kill();
      scorers.add(rig.scorer(1, group, BATCH, member(more, 1)));
      scorers.get(1).await(it -> it.running() && it.scored() > 0);
      settle(gaps);
      told(way + ", one is killed and started again", gaps);
    } finally {
      for (FleetScorerJvm scorer : scorers) {
        scorer.kill();
      }
    }
  }

  private static Map<String, String> member(Map<String, String> more, int number) {
    Map<String, String> its = new TreeMap<>(more);
    // What flowed while others were measured is no backlog of these.
    its.put("kafka.auto.offset.reset", "latest");
    its.computeIfPresent("kafka.group.instance.id", (key, none) -> "scorer-" + number);
    return its;
  }

  /** Until every partition had a score since the mark, and then some time. */
  private static void settle(ArrivalGaps gaps) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      Thread.sleep(CALM_MILLIS);
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "a partition had no score for " + PATIENCE.toSeconds() + " s");
      }
    } while (!gaps.all());
    Thread.sleep(CALM_MILLIS);
  }

  private void told(String what, ArrivalGaps gaps) {
    double[] each = gaps.gaps();
    lines.add(BenchFigure.of(what + ", median", InterleavedTiming.median(each), "ms"));
    lines.add(BenchFigure.of(what + ", worst", Arrays.stream(each).max().orElseThrow(), "ms"));
  }
}
