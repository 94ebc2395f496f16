package io.sisom.evaluation;

import io.sisom.fitting.Fit;
import io.sisom.fitting.Fitter;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.FittingFrames;
import io.sisom.fitting.OutlierPass;
import io.sisom.fitting.ScoreSettings;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.TapLayout;
import io.sisom.network.ScoringKernel;
import io.sisom.training.KnownSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fits the score's settings to sets of labeled frames, as the trainer fits them to its pool. */
public final class SetFit {
  private final FittingConfig config;
  private final ScoreSettings settings;
  private final SetReader reader;
  private final FrameDecoder decoder;
  private final ScoringKernel network;
  private final FeatureCache cache;

  /** For one model. */
  public SetFit(
      FittingConfig config,
      ScoreSettings settings,
      SetReader reader,
      FrameDecoder decoder,
      ScoringKernel network,
      FeatureCache cache) {
    this.config = config;
    this.settings = settings;
    this.reader = reader;
    this.decoder = decoder;
    this.network = network;
    this.cache = cache;
  }

  /**
   * Fits, or not where there is too little to go by.
   *
   * @param known labeled frames that distances are measured to
   * @param heldOut labeled frames to tell from outliers, best ones the network was not trained on;
   *     without them some of the known ones are held out
   */
  public Optional<Fit> fit(
      SetSummary known, Optional<SetSummary> heldOut, EvaluationListener listener) {
    SetSummary from = heldOut.orElse(known);
    int[] candidates = labeled(from.table());
    int most =
        from == known
            ? candidates.length / FittingConfig.LEAST_KNOWN_PER_HELD_OUT
            : candidates.length;
    int[] chosen = spread(candidates, Math.min(most, config.frames()));
    Map<Integer, byte[]> pixels = pixels(from, chosen);
    int[] usable =
        IntStream.of(chosen)
            .filter(row -> pixels.containsKey(from.table().ordinals()[row]))
            .toArray();
    int[] labels = IntStream.of(usable).map(row -> from.table().labels()[row]).toArray();
    if (usable.length < FittingConfig.LEAST_FRAMES || IntStream.of(labels).distinct().count() < 2) {
      return Optional.empty();
    }
    TapLayout layout = network.description().taps();
    int classes = known.table().features().classes();
    int[] without = from == known ? usable : new int[0];
    int[] measuredTo =
        KnownSample.of(
            labeled(known.table()), without, known.table().labels(), classes, config.known());
    List<byte[]> planes = new ArrayList<>();
    for (int row : usable) {
      planes.add(pixels.get(from.table().ordinals()[row]));
    }
    FittingFrames frames =
        new FittingFrames(
            layout,
            classes,
            known.table().features().select(measuredTo),
            IntStream.of(measuredTo).map(row -> known.table().labels()[row]).toArray(),
            from.table().features().select(usable),
            new OutlierFeatures(outliers(layout), cache).of(planes, labels, listener));
    return new Fitter(config, settings)
        .fit(frames, (done, total) -> listener.progress("fitting the score", done, total));
  }

  private OutlierPass outliers(TapLayout layout) {
    int batch = PassBatch.frames(network.placement());
    return new OutlierPass(network, batch, Set.copyOf(layout.names()));
  }

  private Map<Integer, byte[]> pixels(SetSummary set, int[] rows) {
    Set<Integer> ordinals =
        IntStream.of(rows).mapToObj(row -> set.table().ordinals()[row]).collect(Collectors.toSet());
    return reader.pixels(set.set(), ordinals, decoder, network.description().input());
  }

  private static int[] labeled(FeatureTable table) {
    return IntStream.range(0, table.size()).filter(row -> table.labels()[row] >= 0).toArray();
  }

  /** At most so many, evenly over all of them. */
  private static int[] spread(int[] rows, int most) {
    int count = Math.min(most, rows.length);
    return IntStream.range(0, count)
        .map(i -> rows[(int) ((long) i * rows.length / count)])
        .toArray();
  }
}
