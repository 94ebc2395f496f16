package io.sisom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a scorer takes with few and with many sensors, and how soon it is back with its state. */
final class FleetMemory {
  private static final int PARTITIONS = 4;

  /** One novel, one not: an episode opens and closes. */
  private static final int FRAMES = 2;

  private static final double MB = 1 << 20;

  /** Any novel frame opens an episode, any other closes it. */
  private static final Map<String, String> NERVOUS =
      Map.of("alert.k", "1", "alert.n", "1", "alert.quiet.ms", "0");

  private final FleetOptions options;
  private final BenchSettings settings;
  private final BenchListener listener;
  private final List<BenchFigure> lines = new ArrayList<>();

  FleetMemory(FleetOptions options, BenchSettings settings, BenchListener listener) {
    this.options = options;
    this.settings = settings;
    this.listener = listener;
  }

  BenchSection run(Path dir) throws Exception {
    boolean complete = true;
    int done = 0;
    for (int sensors : options.memorySensors()) {
      listener.progress(
          "fleet, %d sensors".formatted(sensors), done++, options.memorySensors().size());
      Path folder = Files.createDirectory(dir.resolve("memory-" + sensors));
      complete &= with(sensors, folder, done == options.memorySensors().size());
    }
    return new BenchSection(
        BenchPart.FLEET.word(),
        "A scorer's memory by the number of sensors",
        lines,
        List.of(
            "as many episodes that open and close, of %d frames, however many sensors; %d partitions"
                .formatted(FRAMES, PARTITIONS),
            "heap after garbage collection, of 192 MB that it may have; resident: all of the process",
            "started again: from the start of the JVM until it scores"),
        complete);
  }

  private boolean with(int sensors, Path dir, boolean again) throws Exception {
    // As many episodes and frames for few sensors as for many: what differs is the sensors.
    int most = Collections.max(options.memorySensors());
    int each = Math.max(1, most / sensors);
    int episodes = each * sensors;
    int frames = FRAMES * episodes;
    try (FleetRig rig = FleetRig.start(dir, "memory", PARTITIONS, options, settings)) {
      FleetFeed.sendEpisodes(rig, sensors, each);
      boolean complete;
      try (FleetScorerJvm scorer = rig.scorer(0, rig.name(), Duration.ZERO, NERVOUS)) {
        scorer.await(it -> it.scored() >= frames);
        FleetScorerJvm.Said said = scorer.collected();
        String what = "%,d sensors: ".formatted(sensors);
        lines.add(BenchFigure.of(what + "heap", said.heap() / MB, "MB"));
        lines.add(BenchFigure.of(what + "resident", scorer.resident() / MB, "MB"));
        lines.add(BenchFigure.of(what + "meters", said.meters(), "meters"));
        lines.add(BenchFigure.of(what + "episodes opened and closed", said.closed(), ""));
        complete =
            said.scored() == frames && said.opened() == episodes && said.closed() == episodes;
      }
      if (again) {
        startAgain(rig, sensors, dir);
      }
      return complete;
    }
  }

  private void startAgain(FleetRig rig, int sensors, Path dir) throws Exception {
    String what = "%,d sensors: started again with its state ".formatted(sensors);
    lines.add(BenchFigure.of(what + "in its folder", untilScoring(rig), "ms"));
    delete(dir.resolve(rig.name() + "-scorer-0"));
    lines.add(BenchFigure.of(what + "read from Kafka", untilScoring(rig), "ms"));
  }

  private static double untilScoring(FleetRig rig) throws Exception {
    FleetFeed.sendEpisodes(rig, PARTITIONS, 1);
    try (FleetScorerJvm scorer = rig.scorer(0, rig.name(), Duration.ZERO, NERVOUS)) {
      return scorer.await(it -> it.scored() >= FRAMES * PARTITIONS);
    }
  }

  private static void delete(Path dir) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
