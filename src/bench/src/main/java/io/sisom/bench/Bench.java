package io.sisom.bench;

import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the parts asked for, one after the other. */
public final class Bench {
  private final ModelBundle bundle;
  private final BenchSettings settings;
  private final FleetOptions fleet;
  private final Path dir;
  private final BenchListener listener;

  /**
   * A bench.
   *
   * @param dir an empty folder for broker and state, removed by the caller
   */
  public Bench(
      ModelBundle bundle,
      BenchSettings settings,
      FleetOptions fleet,
      Path dir,
      BenchListener listener) {
    this.bundle = bundle;
    this.settings = settings;
    this.fleet = fleet;
    this.dir = dir;
    this.listener = listener;
  }

  /** Measures. */
  public List<BenchSection> run(BenchPart wanted) throws Exception {
    List<BenchSection> sections = new ArrayList<>();
    for (BenchPart part : wanted.parts()) {
      if (part == BenchPart.FLEET) {
        sections.addAll(new FleetBench(fleet, settings, listener).run(dir));
        continue;
      }
      sections.add(run(part, Files.createDirectory(dir.resolve(part.word()))));
    }
    return sections;
  }

  private BenchSection run(BenchPart part, Path folder) throws Exception {
    return switch (part) {
      case KERNEL -> new KernelBench(bundle, settings.placement()).run(listener);
      case DISTANCES ->
          new DistancesBench(bundle.description().taps().width(), settings.placement())
              .run(listener);
      case DECODE -> new DecodeBench(settings.limits()).run(listener);
      case PIPELINE -> {
        BenchSettings placed = placed();
        try (BenchBroker rig = BenchBroker.start(folder, placed)) {
          yield new PipelineBench(
                  rig, new BenchModel(bundle, placed), settings.placement(), listener)
              .run();
        }
      }
      case SWAP -> {
        BenchSettings placed = placed();
        try (BenchBroker rig = BenchBroker.start(folder, placed)) {
          yield new SwapBench(rig, new BenchModel(bundle, placed), listener).run();
        }
      }
      case LEARNING -> new LearningBench(bundle, settings, folder).run(listener);
      case FEED -> {
        try (BenchBroker rig = BenchBroker.start(folder, settings)) {
          yield new FeedBench(rig, listener).run();
        }
      }
      case FLEET -> throw new IllegalArgumentException("the fleet has several sections");
      case ALL -> throw new IllegalArgumentException("all is not one part");
    };
  }

  /** On the threads that a scorer would choose. */
  private BenchSettings placed() throws BundleException {
    BenchModel model = new BenchModel(bundle, settings);
    return settings.at(model.placement(model.reference(SampleFrames.raw(32, 32))));
  }
}
