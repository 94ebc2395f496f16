package io.sisom.training;

import io.sisom.fitting.Progress;
import io.sisom.labeling.SettledLabels;
import io.sisom.learning.EpochFigures;
import io.sisom.learning.LearningMode;
import io.sisom.learning.LearningWatcher;
import io.sisom.method.TapLayout;
import io.sisom.network.BundleException;
import io.sisom.network.Loading;
import io.sisom.network.Placement;
import io.sisom.schema.ReferenceManifest;
import io.sisom.version.PublishedVersion;
import io.sisom.version.ReferenceStoreException;
import io.sisom.version.VersionPublisher;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a version of the labels that count: teaches the model, builds the reference set, lets the
 * gate judge, publishes. One thread.
 */
final class VersionWorks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VersionWorks.class);

  private final TrainerSettings settings;
  private final CurrentModel current;
  private final ActiveVersion active;
  private final Placement placement;
  private final Teacher teacher;
  private final ScoreFit fit;
  private final VersionJudge judge;
  private final VersionMaker maker;
  private final TrainingWatcher watcher;
  private final BooleanSupplier stopping;
  private final Set<String> gradientTaps;

  /** Takes over model and active version and closes them. */
  VersionWorks(
      TrainerSettings settings,
      CurrentModel current,
      ActiveVersion active,
      Placement placement,
      VersionPublisher publisher,
      TrainingWatcher watcher,
      BooleanSupplier stopping) {
    TapLayout layout = current.model().bundle().description().taps();
    this.settings = settings;
    this.current = current;
    this.active = active;
    this.placement = placement;
    this.teacher =
        new Teacher(settings.learning(), settings.reference().calibrationFraction(), placement);
    this.fit =
        new ScoreFit(
            settings.fitting(),
            settings.score(),
            settings.reference(),
            layout,
            settings.training().batchFrames());
    this.judge =
        new VersionJudge(
            new Gate(settings.gate()), current, placement, settings.training().batchFrames());
    this.maker = new VersionMaker(publisher);
    this.watcher = watcher;
    this.stopping = stopping;
    this.gradientTaps = settings.score().gradientTaps(layout, settings.fitting());
  }

  /**
   * Makes one.
   *
   * @param settled the labels that count
   * @param labels where they came from
   * @param offsets of all labels read, by partition
   */
  TrainingResult make(
      SettledLabels given, LabelIntake labels, PixelStore pixels, Map<Integer, Long> offsets)
      throws BundleException, IOException, ReferenceStoreException, InterruptedException {
    Optional<PublishedVersion> served = active.current();
    if (served.isPresent()) {
      Optional<String> trouble = current.follow(served.get());
      if (trouble.isPresent()) {
        return unusable(served.get(), trouble.get());
      }
    }
    SettledLabels settled = given.spelledLike(current.model().head().labels());
    fill(current.model(), settled, pixels);
    Lesson lesson =
        settled.byFrame().isEmpty()
            ? new Lesson.NothingToTeach()
            : teacher.teach(
                current.model(),
                settled,
                labels.since(current.learnedOffsets()),
                current.learnedOffsets().isEmpty(),
                pixels,
                new Learning());
    if (lesson instanceof Lesson.Stopped) {
      return new TrainingResult.NotMade("learning was stopped; it goes on at the next start");
    }
    LearnedModel next = learned(lesson, settled, pixels);
    boolean taken = false;
    try {
      LabeledFeatures frames = next.table().features(settled);
      BuildOutcome outcome = build(next, frames, pixels);
      if (outcome instanceof BuildOutcome.NotBuildable not) {
        return new TrainingResult.NotMade(not.reason());
      }
      BuildOutcome.Built built = (BuildOutcome.Built) outcome;
      Loading<List<String>> judged = judged(served, next, built, settled, pixels);
      if (judged.trouble().isPresent()) {
        return unusable(served.orElseThrow(), judged.trouble().get());
      }
      VersionMaker.Draft draft = draft(lesson, next, settled, served, offsets, judged.value());
      ReferenceManifest manifest = maker.publish(draft, built, progress("publishing")::update);
      if (!draft.reasons().isEmpty()) {
        return new TrainingResult.Rejected(manifest);
      }
      active.await(manifest.getVersion());
      current.replace(next, manifest);
      taken = true;
      return new TrainingResult.Made(manifest);
    } finally {
      if (!taken) {
        current.discard(next);
      }
    }
  }

  /** The model after the lesson, with what it says of the pool. */
  private LearnedModel learned(Lesson lesson, SettledLabels settled, PixelStore pixels)
      throws BundleException {
    if (lesson instanceof Lesson.Unchanged unchanged) {
      watcher.unlearned(unchanged.reason());
      log.atWarn()
          .addKeyValue("mode", settings.learning().mode().key())
          .addKeyValue("reason", unchanged.reason())
          .log("labels teach the network nothing");
    }
    if (!(lesson instanceof Lesson.Taught taught)) {
      return current.model();
    }
    LearnedModel loaded = LearnedModel.openWithHead(taught.bundle(), placement, taught.head());
    boolean sameNetwork = taught.bundle().version().equals(current.model().bundle().version());
    OptionalInt offset = sameNetwork ? current.model().headInput() : OptionalInt.empty();
    if (gradientTaps.isEmpty() && offset.isPresent()) {
      FeatureTable table = current.model().table().under(taught.head(), offset.getAsInt());
      return new LearnedModel(loaded.bundle(), loaded.kernel(), table);
    }
    fill(loaded, settled, pixels);
    return loaded;
  }

  private void fill(LearnedModel model, SettledLabels settled, PixelStore pixels) {
    model
        .table()
        .fill(
            model.kernel(),
            gradientTaps,
            settled.byFrame().keySet(),
            pixels::get,
            settings.training().batchFrames(),
            progress("reading features"));
  }

  private BuildOutcome build(LearnedModel model, LabeledFeatures frames, PixelStore pixels) {
    ScoreFit.Subject subject =
        new ScoreFit.Subject(model.bundle().version(), model.head(), model.kernel(), gradientTaps);
    return fit.builder(frames, subject, pixels::get, progress("fitting the score"))
        .build(frames, progress("building reference set"));
  }

  private VersionMaker.Draft draft(
      Lesson lesson,
      LearnedModel next,
      SettledLabels settled,
      Optional<PublishedVersion> served,
      Map<Integer, Long> offsets,
      List<String> reasons) {
    HeldOutCheck heldOut = heldOut(settled, next);
    LearningMode mode =
        lesson instanceof Lesson.Taught taught ? taught.mode() : LearningMode.REFERENCE;
    Map<Integer, Long> learned = mode == LearningMode.FULL ? offsets : current.learnedOffsets();
    return new VersionMaker.Draft(
        next.bundle(),
        current.lineage(),
        mode,
        served.map(PublishedVersion::version).orElse(0L),
        named(offsets),
        named(learned),
        settled,
        settled.countWithout(next.head().labels()),
        heldOut.of(next),
        reasons);
  }

  private Loading<List<String>> judged(
      Optional<PublishedVersion> served,
      LearnedModel next,
      BuildOutcome.Built built,
      SettledLabels settled,
      PixelStore pixels) {
    return served.isPresent()
        ? judge.reasons(served.get(), next, built.reference(), heldOut(settled, next), pixels)
        : new Loading.Loaded<>(List.of());
  }

  private HeldOutCheck heldOut(SettledLabels settled, LearnedModel next) {
    return HeldOutCheck.of(settled, next.head(), settings.reference().calibrationFraction());
  }

  private static TrainingResult unusable(PublishedVersion served, String reason) {
    return new TrainingResult.NotMade(
        "the active version %d cannot be used here: %s; activate another"
            .formatted(served.version(), reason));
  }

  private static Map<String, Long> named(Map<Integer, Long> offsets) {
    Map<String, Long> named = new TreeMap<>();
    offsets.forEach((partition, offset) -> named.put(String.valueOf(partition), offset));
    return named;
  }

  private Progress progress(String task) {
    return (done, total) -> watcher.progress(task, done, total);
  }

  @Override
  public void close() {
    current.close();
    active.close();
  }

  private final class Learning implements LearningWatcher {
    @Override
    public void progress(long done, long total) {
      watcher.progress("learning", done, total);
    }

    @Override
    public void epoch(EpochFigures figures) {
      log.atInfo()
          .addKeyValue("epoch", figures.epoch())
          .addKeyValue("loss", figures.loss())
          .addKeyValue("accuracy", figures.accuracy())
          .addKeyValue("best", figures.best())
          .log("epoch learned");
    }

    @Override
    public boolean stopping() {
      return stopping.getAsBoolean();
    }
  }
}
