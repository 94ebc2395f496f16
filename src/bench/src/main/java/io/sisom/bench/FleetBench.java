package io.sisom.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many scorers with a stand-in for their network: how much more they do, what each takes, and for
 * how long partitions pause when they come and go.
 */
final class FleetBench {
  private final FleetOptions options;
  private final BenchSettings settings;
  private final BenchListener listener;

  FleetBench(FleetOptions options, BenchSettings settings, BenchListener listener) {
    this.options = options;
    this.settings = settings;
    this.listener = listener;
  }

  List<BenchSection> run(Path dir) throws Exception {
    List<BenchSection> sections = new ArrayList<>();
    for (FleetMeasure measure : options.measures()) {
      Path folder = Files.createDirectory(dir.resolve(measure.name().toLowerCase(Locale.ROOT)));
      sections.add(
          switch (measure) {
            case RATES -> new FleetRates(options, settings, listener).run(folder);
            case MEMORY -> new FleetMemory(options, settings, listener).run(folder);
            case PAUSES -> new FleetRebalance(options, settings, listener).run(folder);
          });
    }
    return sections;
  }
}
