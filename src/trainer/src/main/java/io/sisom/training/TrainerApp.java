package io.sisom.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sisom.frame.FrameDecoder;
import io.sisom.labeling.LabelBook;
import io.sisom.labeling.SettledLabels;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.schema.ReferenceManifest;
import io.sisom.version.ReferenceStoreException;
import io.sisom.version.VersionPublisher;
import io.sisom.wire.WholeTopic;
import io.sisom.wire.WriterSchemas;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the labeled pool into versions: reads every label, teaches the network, and publishes a new
 * version when enough has changed. The pool is read from its beginning at each start, and a version
 * names the offsets it knows, so no label is lost. One thread; {@link #stop} may come from another.
 */
public final class TrainerApp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrainerApp.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final TrainingConfig config;
  private final LabelReader labels;
  private final LabelBook book;
  private final PixelStore pixels;
  private final LabelIntake intake;
  private final VersionPipeline works;
  private final TrainingListener listener;
  private final Timer seconds;
  private final Counter published;
  private final Counter rejected;
  private final AtomicBoolean stopping;
  private volatile SettledLabels settled = SettledLabels.of(Map.of());

  private TrainerApp(
      TrainingConfig config,
      LabelReader labels,
      PixelStore pixels,
      LabelIntake intake,
      LabelBook book,
      VersionPipeline works,
      AtomicBoolean stopping,
      TrainingListener listener,
      MeterRegistry registry) {
    this.config = config;
    this.labels = labels;
    this.pixels = pixels;
    this.intake = intake;
    this.book = book;
    this.works = works;
    this.stopping = stopping;
    this.listener = listener;
    this.seconds = Timer.builder("sisom.training").publishPercentileHistogram().register(registry);
    this.published = registry.counter("sisom.training.published");
    this.rejected = registry.counter("sisom.training.rejected");
    registry.gauge("sisom.training.labels", this, it -> it.settled.byFrame().size());
    registry.gauge("sisom.training.left.out", this, it -> it.works.leftOut());
    registry.gauge("sisom.training.none", this, it -> it.settled.none().size());
    registry.gauge("sisom.training.conflicts", this, it -> it.settled.conflictFrames());
    registry.gauge("sisom.training.duplicates", this, it -> it.settled.duplicateFrames());
  }

  /**
   * Loads the bundle and begins to read labels. Takes over the labels' topic and the active version
   * and closes them.
   *
   * @param bundle what learning begins from
   * @param schemas of labels that other versions wrote
   */
  public static TrainerApp open(
      TrainerSettings settings,
      ModelBundle bundle,
      Placement placement,
      FrameDecoder decoder,
      WholeTopic labelsTopic,
      WriterSchemas schemas,
      VersionPublisher publisher,
      ActiveVersion active,
      TrainingListener listener,
      MeterRegistry registry)
      throws BundleException {
    CurrentModel model = CurrentModel.of(bundle, placement);
    try {
      AtomicBoolean stopping = new AtomicBoolean();
      LabelBook book = new LabelBook();
      LabelReader labels = new LabelReader(labelsTopic, schemas);
      PixelStore pixels = new PixelStore(settings.learning().dir(), model.input().bytes());
      return new TrainerApp(
          settings.training(),
          labels,
          pixels,
          new LabelIntake(decoder, model.input(), pixels, book),
          book,
          new VersionPipeline(
              settings,
              model,
              active,
              publisher,
              new FeatureStore(
                  RowFolder.open(
                      settings.learning().dir().resolve("features"),
                      settings.training().cacheBytes(),
                      Clock.systemUTC())),
              listener,
              new LoggedLearning(listener, stopping::get)),
          stopping,
          listener,
          registry);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Reads what is there, publishes one version and returns. */
  public VersionOutcome once()
      throws BundleException, IOException, ReferenceStoreException, InterruptedException {
    readPresent();
    return stopping.get()
        ? new VersionOutcome.NotMade(
            "stopped while labels were read; the next start reads them all")
        : makeVersion();
  }

  /** Keeps publishing as labels come, until {@link #stop}. */
  public void run()
      throws BundleException, IOException, ReferenceStoreException, InterruptedException {
    readPresent();
    PublishSchedule schedule = new PublishSchedule(config, millis());
    if (book.size() > 0 && !stopping.get()) {
      makeVersion();
    }
    while (!stopping.get()) {
      schedule.changed(take(POLL));
      if (schedule.due(millis())) {
        makeVersion();
        schedule.attempted(millis());
      }
    }
  }

  /** Of a clock that nobody sets. */
  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  private void readPresent() {
    long passed = labels.initialRecordsPassed();
    long moved = System.nanoTime();
    while (!stopping.get() && !labels.readPresent()) {
      take(POLL);
      listener.progress("reading labels", labels.initialRecordsPassed(), labels.initialRecords());
      if (labels.initialRecordsPassed() != passed) {
        passed = labels.initialRecordsPassed();
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STUCK.toNanos()) {
        log.atWarn().addKeyValue("why", labels.stuck(STUCK)).log("still waiting for labels");
        moved = System.nanoTime();
      }
    }
  }

  private int take(Duration timeout) {
    int changes = 0;
    for (LabelChange change : labels.poll(timeout)) {
      changes += intake.take(change) ? 1 : 0;
    }
    return changes;
  }

  private VersionOutcome makeVersion()
      throws BundleException, IOException, ReferenceStoreException, InterruptedException {
    long started = System.nanoTime();
    SettledLabels labelsNow = intake.settle();
    settled = labelsNow;
    VersionOutcome result = works.make(labelsNow, intake, pixels, labels.positions());
    if (result instanceof VersionOutcome.NotMade not) {
      log.atWarn()
          .addKeyValue("labels", book.size())
          .addKeyValue("conflicts", labelsNow.conflictFrames())
          .addKeyValue("reason", not.reason())
          .log("no version made");
    } else if (result instanceof VersionOutcome.Rejected no) {
      rejected.increment();
      log.atWarn()
          .addKeyValue("version", no.manifest().getVersion())
          .addKeyValue("reasons", no.manifest().getReasons())
          .addKeyValue("staying", no.manifest().getParent())
          .log("version rejected by the gate");
      listener.rejected(no.manifest());
    } else if (result instanceof VersionOutcome.Made made) {
      seconds.record(Duration.ofNanos(System.nanoTime() - started));
      published.increment();
      logPublished(made.manifest());
      listener.published(made.manifest());
    }
    return result;
  }

  private static void logPublished(ReferenceManifest manifest) {
    log.atInfo()
        .addKeyValue("version", manifest.getVersion())
        .addKeyValue("mode", manifest.getMode())
        .addKeyValue("model", manifest.getModelVersion())
        .addKeyValue("classes", manifest.getLabels().size())
        .addKeyValue("known", manifest.getKnownFrames())
        .addKeyValue("pooled", manifest.getPooledFrames())
        .addKeyValue("calibration", manifest.getCalibrationFrames())
        .addKeyValue("waiting", manifest.getWaitingByLabel())
        .addKeyValue("none", manifest.getNoneByKind())
        .addKeyValue("conflicts", manifest.getConflictFrames())
        .addKeyValue("duplicates", manifest.getDuplicateFrames())
        .addKeyValue("rAvg", manifest.getRatioAverage())
        .addKeyValue("accuracy", manifest.getAccuracy())
        .log("reference version published");
  }

  /** Lets {@link #run} end soon, learning included; safe from any thread. */
  public void stop() {
    stopping.set(true);
  }

  @Override
  public void close() {
    labels.close();
    works.close();
    pixels.close();
  }
}
