package io.sisom.scoring;

import io.sisom.method.DistanceKernel;
import io.sisom.network.BundleException;
import io.sisom.network.DeviceSearch;
import io.sisom.network.LoadedVersion;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.network.ThreadChoice;
import io.sisom.reference.FrameScorer;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a loaded version onto every device of a scorer, and settles by timing what no setting
 * says: threads, where distances are computed, how batches are cut.
 */
final class DeviceLoader {
  private final List<Placement> placements;
  private final ScoreTimes times;
  private final double confidence;
  private final double alpha;
  private final List<ThreadChoice> threads;
  private final List<DistanceChoice> distances;
  private final PlanChoice plans = new PlanChoice();

  /**
   * For some devices.
   *
   * @param placements at least one
   */
  DeviceLoader(List<Placement> placements, ScoreTimes times) {
    this(placements, times, 0, 1);
  }

  /**
   * The same.
   *
   * @param confidence of p-values, as {@code alert.confidence}
   * @param alpha p-value up to which a frame is novel, as {@code alert.alpha}
   */
  DeviceLoader(List<Placement> placements, ScoreTimes times, double confidence, double alpha) {
    this.confidence = confidence;
    this.alpha = alpha;
    this.placements = List.copyOf(placements);
    this.times = times;
    this.threads = placements.stream().map(placement -> new ThreadChoice()).toList();
    this.distances = placements.stream().map(placement -> new DistanceChoice()).toList();
  }

  /** Where a version is to be loaded first. */
  Placement first() {
    return placements.get(0);
  }

  /**
   * The version on all devices. What was opened until it fails is closed again, {@code loaded} too.
   *
   * @param loaded on the first of them; taken over
   * @throws BundleException where the network cannot be opened on another
   */
  LiveVersion live(LoadedVersion loaded, long number) throws BundleException {
    try (Custody custody = new Custody()) {
      custody.hold(loaded, LoadedVersion::close);
      FrameScorer scorer =
          new FrameScorer(loaded.reference(), DistanceKernel.preferred(), confidence, alpha);
      String model = loaded.bundle().version();
      List<ScoringDevice> devices = new ArrayList<>();
      for (int i = 0; i < placements.size(); i++) {
        ScoringKernel kernel = i == 0 ? loaded.kernel() : opened(loaded, i, custody);
        threads.get(i).settle(kernel, model, loaded.reference().rule().features().gradientTaps());
        DeviceSearch search = distances.get(i).settle(kernel, scorer);
        if (search != null) {
          custody.hold(search, DeviceSearch::close);
        }
        devices.add(new ScoringDevice(kernel, search, slices(placements.get(i))));
      }
      BatchPlan plan =
          first().device().isGpu() ? plans.settle(devices.get(0), scorer, model) : BatchPlan.OF_CPU;
      LiveVersion live =
          new LiveVersion(new VersionName(number, model), devices, scorer, plan, times);
      custody.handOver();
      return live;
    }
  }

  private ScoringKernel opened(LoadedVersion loaded, int device, Custody custody)
      throws BundleException {
    return custody.hold(
        ScoringKernel.openWithHead(
            loaded.bundle(), placements.get(device), loaded.reference().head()),
        ScoringKernel::close);
  }

  /** A CPU's processors run the next network already. */
  private static int slices(Placement placement) {
    return placement.device().isGpu()
        ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2)
        : 1;
  }
}
