package io.sisom.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.OutlierPass;
import io.sisom.fitting.ScoreSettings;
import io.sisom.frame.FrameDecoder;
import io.sisom.model.ModelBundle;
import io.sisom.model.ScoringKernel;
import io.sisom.reference.ReferenceStoreException;
import io.sisom.reference.VersionPublisher;
import io.sisom.schema.ReferenceManifest;
import io.sisom.sisom.TapLayout;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the labeled pool into versions: reads every label, runs its frame through the network, and
 * publishes a new reference set when enough has changed. One thread; {@link #stop} may come from
 * another.
 */
public final class TrainerApp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrainerApp.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final TrainingConfig config;
  private final LabelReader labels;
  private final FeatureExtractor extractor;
  private final LabelPool pool = new LabelPool();
  private final FittingSample sample;
  private final ScoreFit fit;
  private final VersionMaker maker;
  private final TrainingWatcher watcher;
  private final Clock clock;
  private final Timer seconds;
  private final Counter published;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * Takes over the consumer and closes it.
   *
   * @param kernel of {@code bundle}; the caller closes it
   */
  public TrainerApp(
      TrainingConfig config,
      ReferenceConfig reference,
      ScoreSettings score,
      FittingConfig fitting,
      ModelBundle bundle,
      ScoringKernel kernel,
      FrameDecoder decoder,
      Consumer<String, byte[]> consumer,
      String labelsTopic,
      VersionPublisher publisher,
      TrainingWatcher watcher,
      MeterRegistry registry,
      Clock clock) {
    this.config = config;
    this.labels = new LabelReader(consumer, labelsTopic);
    TapLayout layout = kernel.description().taps();
    Set<String> gradientTaps = score.gradientTaps(layout, fitting);
    this.sample = new FittingSample(ScoreFit.frames(fitting));
    this.extractor =
        new FeatureExtractor(kernel, decoder, pool, sample, config.batchFrames(), gradientTaps);
    this.fit =
        new ScoreFit(
            fitting,
            score,
            reference,
            layout,
            kernel.head(),
            new OutlierPass(kernel, config.batchFrames(), gradientTaps));
    this.maker = new VersionMaker(bundle, publisher);
    this.watcher = watcher;
    this.clock = clock;
    this.seconds = Timer.builder("sisom.training").publishPercentileHistogram().register(registry);
    this.published = registry.counter("sisom.training.published");
    registry.gauge("sisom.training.labels", pool, LabelPool::size);
  }

  /** Reads what is there, publishes one version and returns. */
  public TrainingResult once() throws IOException, ReferenceStoreException {
    readPresent();
    return makeVersion();
  }

  /** Keeps publishing as labels come, until {@link #stop}. */
  public void run() throws IOException, ReferenceStoreException {
    readPresent();
    PublishSchedule schedule = new PublishSchedule(config, clock.millis());
    if (pool.size() > 0) {
      makeVersion();
    }
    while (!stopping.get()) {
      schedule.changed(take(POLL));
      if (schedule.due(clock.millis())) {
        makeVersion();
        schedule.attempted(clock.millis());
      }
    }
  }

  private void readPresent() {
    long total = labels.initialRecords();
    while (!stopping.get() && labels.initialRecordsPassed() < total) {
      take(POLL);
      watcher.progress("reading labels", labels.initialRecordsPassed(), total);
    }
  }

  private int take(Duration timeout) {
    int changes = 0;
    for (LabelChange change : labels.poll(timeout)) {
      if (change instanceof LabelChange.Given given) {
        changes += extractor.add(given.frameId(), given.labeled()) ? 1 : 0;
      } else {
        extractor.flush();
        sample.remove(change.frameId());
        changes += pool.remove(change.frameId()) ? 1 : 0;
      }
    }
    extractor.flush();
    return changes;
  }

  private TrainingResult makeVersion() throws IOException, ReferenceStoreException {
    long started = System.nanoTime();
    LabeledFeatures frames = pool.features();
    ReferenceBuilder builder =
        fit.builder(
            frames,
            sample.pixels(),
            (done, total) -> watcher.progress("fitting the score", done, total));
    BuildOutcome outcome =
        builder.build(
            frames, (done, total) -> watcher.progress("building reference set", done, total));
    if (outcome instanceof BuildOutcome.NotBuildable not) {
      log.atWarn()
          .addKeyValue("labels", pool.size())
          .addKeyValue("reason", not.reason())
          .log("no version made");
      return new TrainingResult.NotMade(not.reason());
    }
    BuildOutcome.Built built = (BuildOutcome.Built) outcome;
    ReferenceManifest manifest =
        maker.publish(built, (done, total) -> watcher.progress("publishing", done, total));
    seconds.record(Duration.ofNanos(System.nanoTime() - started));
    published.increment();
    logPublished(manifest, built.report());
    watcher.published(manifest);
    return new TrainingResult.Made(manifest);
  }

  private static void logPublished(ReferenceManifest manifest, BuildOutcome.BuildReport report) {
    log.atInfo()
        .addKeyValue("version", manifest.getVersion())
        .addKeyValue("model", manifest.getModelVersion())
        .addKeyValue("known", manifest.getKnownFrames())
        .addKeyValue("pooled", manifest.getPooledFrames())
        .addKeyValue("calibration", manifest.getCalibrationFrames())
        .addKeyValue("unknownLabels", manifest.getUnknownLabelFrames())
        .addKeyValue("rAvg", manifest.getRatioAverage())
        .addKeyValue("accuracy", manifest.getAccuracy())
        .addKeyValue("restarts", report.restarts())
        .log("reference version published");
  }

  /** Lets {@link #run} end soon; safe from any thread. */
  public void stop() {
    stopping.set(true);
  }

  @Override
  public void close() {
    labels.close();
  }
}
