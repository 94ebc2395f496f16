package io.sisom.training;

import io.sisom.fitting.Fit;
import io.sisom.fitting.FitBy;
import io.sisom.fitting.Fitter;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.FittingFrames;
import io.sisom.fitting.OutlierPass;
import io.sisom.fitting.Progress;
import io.sisom.fitting.ScoreSettings;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import io.sisom.network.Network;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits the score's settings to the labeled pool, and keeps them until the pool has grown: versions
 * follow one another faster than a fit takes. Frames held out for the fit are known ones again in
 * the reference set; calibration frames take no part.
 */
public final class ScoreFit {
  private static final Logger log = LoggerFactory.getLogger(ScoreFit.class);

  private final FittingConfig config;
  private final ScoreSettings settings;
  private final ReferenceConfig reference;
  private final TapLayout layout;
  private final int batchFrames;
  private Optional<Fit> fitted = Optional.empty();

  /** Frames in the pool when it was last tried; 0 before. */
  private int fittedTo;

  /** Model that the settings were fitted on; empty before. */
  private String fittedOn = "";

  /**
   * For networks with these taps.
   *
   * @param batchFrames the device takes at once
   */
  public ScoreFit(
      FittingConfig config,
      ScoreSettings settings,
      ReferenceConfig reference,
      TapLayout layout,
      int batchFrames) {
    this.config = config;
    this.settings = settings;
    this.reference = reference;
    this.layout = layout;
    this.batchFrames = batchFrames;
  }

  /**
   * The model whose features are to be scored.
   *
   * @param version of the model
   * @param head that made the logits
   * @param network that made the features
   * @param gradientTaps names of the taps whose gradients are read
   */
  public record Subject(String version, Head head, Network network, Set<String> gradientTaps) {}

  /**
   * A builder with the settings to use now: fitted, or as given.
   *
   * @param frames the pool as {@code subject} sees it
   * @param pixels planes of a frame of it, by frameId
   */
  public ReferenceBuilder builder(
      LabeledFeatures frames, Subject subject, Function<String, byte[]> pixels, Progress progress) {
    if (config.by() != FitBy.NONE && isDue(frames, subject)) {
      refit(frames, subject, pixels, progress);
    }
    Head head = subject.head();
    return fitted
        .map(
            fit ->
                new ReferenceBuilder(
                    reference.with(fit.options()), layout, head, fit.report().json()))
        .orElseGet(() -> new ReferenceBuilder(reference, layout, head));
  }

  private boolean isDue(LabeledFeatures frames, Subject subject) {
    return fittedTo == 0
        || frames.size() >= config.growth() * fittedTo
        || !subject.version().equals(fittedOn);
  }

  private void refit(
      LabeledFeatures frames, Subject subject, Function<String, byte[]> pixels, Progress progress) {
    Head head = subject.head();
    UsableRows usable = UsableRows.of(frames, head, layout.width());
    int[] pool =
        CalibrationSplit.of(
                usable.rows(),
                usable.labels(),
                head.classes(),
                frames.frameIds(),
                reference.split(),
                frames.captured(),
                frames.calibration())
            .pool();
    int[] heldOut =
        IntStream.of(pool)
            .boxed()
            .sorted(Comparator.comparing(frames.frameIds()::get, FrameHash.ORDER.reversed()))
            .limit(Math.min(config.frames(), pool.length / FittingConfig.LEAST_KNOWN_PER_HELD_OUT))
            .mapToInt(row -> row)
            .sorted()
            .toArray();
    int[] labels = IntStream.of(heldOut).map(row -> usable.labels()[row]).toArray();
    if (heldOut.length < FittingConfig.LEAST_FRAMES
        || IntStream.of(labels).distinct().count() < 2) {
      log.atInfo()
          .addKeyValue("frames", heldOut.length)
          .addKeyValue("needed", FittingConfig.LEAST_FRAMES)
          .addKeyValue("profile", settings.options().profile().key())
          .log("too few labeled frames of two classes to fit the score: settings are the defaults");
      return;
    }
    int[] known = KnownSample.of(pool, heldOut, usable.labels(), head.classes(), config.known());
    List<byte[]> planes =
        IntStream.of(heldOut).mapToObj(row -> pixels.apply(frames.frameIds().get(row))).toList();
    FittingFrames tried =
        new FittingFrames(
            layout,
            head.classes(),
            frames.select(known),
            IntStream.of(known).map(row -> usable.labels()[row]).toArray(),
            frames.select(heldOut),
            new OutlierPass(subject.network(), batchFrames, subject.gradientTaps())
                .run(planes, labels, progress));
    Optional<Fit> found = new Fitter(config, settings).fit(tried, progress);
    fittedTo = frames.size();
    fittedOn = subject.version();
    found.ifPresent(fit -> report(fit, known.length, heldOut.length));
    fitted = found.or(() -> fitted);
  }

  private static void report(Fit fit, int known, int heldOut) {
    log.atInfo()
        .addKeyValue("settings", fit.report().settings())
        .addKeyValue("known", known)
        .addKeyValue("heldOut", heldOut)
        .log("score fitted");
    fit.report().tried().stream()
        .filter(tried -> tried.best() || tried.byDefault())
        .forEach(
            tried ->
                log.atInfo()
                    .addKeyValue("settings", tried.settings())
                    .addKeyValue("near", tried.figures().near())
                    .addKeyValue("far", tried.figures().far())
                    .addKeyValue("taken", tried.taken())
                    .log("score against synthetic outliers"));
    fit.report()
        .yardsticks()
        .forEach(
            (name, figures) ->
                log.atInfo()
                    .addKeyValue("method", name)
                    .addKeyValue("near", figures.near())
                    .addKeyValue("far", figures.far())
                    .log("yardstick against synthetic outliers"));
  }
}
