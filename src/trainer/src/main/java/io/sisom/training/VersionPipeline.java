package io.sisom.training;

import io.sisom.fitting.Progress;
import io.sisom.labeling.SettledLabels;
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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a version from the settled labels, step by step: teaches the model, builds the reference
 * set, lets the gate judge the result, publishes. Used by one thread.
 */
final class VersionPipeline implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VersionPipeline.class);

  private final TrainerSettings settings;
  private final CurrentModel current;
  private final ActiveVersion active;
  private final Teacher teacher;
  private final NoneTeacher none;
  private final MuteTeacher muting;
  private final ScoreFit fit;
  private final VersionJudge judge;
  private final VersionMaker maker;
  private final TrainingListener listener;
  private final LearningWatcher learning;
  private final Set<String> gradientTaps;
  private final FeatureStore stored;
  private final PoolBound bound;
  private volatile int leftOut;

  /** Takes over model, active version and stored features and closes them. */
  VersionPipeline(
      TrainerSettings settings,
      CurrentModel current,
      ActiveVersion active,
      VersionPublisher publisher,
      FeatureStore stored,
      TrainingListener listener,
      LearningWatcher learning) {
    Placement placement = current.placement();
    TapLayout layout = current.model().bundle().description().taps();
    this.settings = settings;
    this.current = current;
    this.active = active;
    SplitRule heldOut = settings.reference().split();
    this.none = new NoneTeacher(settings.none(), settings.learning(), heldOut, placement);
    this.muting = new MuteTeacher(settings.none());
    this.teacher = new Teacher(settings.learning(), heldOut, placement, none);
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
    this.listener = listener;
    this.learning = learning;
    this.gradientTaps = settings.score().gradientTaps(layout, settings.fitting());
    this.stored = stored;
    this.bound =
        PoolBound.of(
            settings.training().featureBytes(),
            current.model().head().classes(),
            layout.width(),
            !gradientTaps.isEmpty());
  }

  /**
   * Makes one.
   *
   * @param settled the labels that count
   * @param labels where they came from
   * @param offsets of all labels read, by partition
   */
  VersionOutcome make(
      SettledLabels given, LabelIntake labels, PixelStore pixels, Map<Integer, Long> offsets)
      throws BundleException, IOException, ReferenceStoreException, InterruptedException {
    Optional<PublishedVersion> served = active.current();
    if (served.isPresent()) {
      Optional<String> trouble = current.follow(served.get());
      if (trouble.isPresent()) {
        return unusable(served.get(), trouble.get());
      }
    }
    SettledLabels settled = bounded(given.spelledLike(current.model().head().labels()));
    fill(current.model(), settled, pixels);
    TeachingOutcome lesson =
        settled.byFrame().isEmpty()
            ? new TeachingOutcome.NothingToTeach()
            : teacher.teach(
                current.model(),
                settled,
                labels.since(current.learnedOffsets()),
                current.learnedOffsets().isEmpty(),
                pixels,
                learning);
    if (lesson instanceof TeachingOutcome.Stopped) {
      return new VersionOutcome.NotMade("learning was stopped; it goes on at the next start");
    }
    LearnedModel next = learned(lesson, settled, pixels);
    try {
      LabeledFeatures frames = next.table().features(settled);
      BuildOutcome outcome = build(next, frames, pixels);
      if (!(outcome instanceof BuildOutcome.Built bare)) {
        return new VersionOutcome.NotMade(outcome.trouble().orElseThrow());
      }
      NoneLesson ofNone = none.learn(next, settled, learning);
      MuteLesson muted = muting.learn(next.table(), settled, next.bundle().description().taps());
      BuildOutcome.Built built = bare.with(ofNone.rows()).withMuted(muted.frames());
      Loading<List<String>> judged = judged(served, next, built, settled, ofNone, pixels);
      if (judged.trouble().isPresent()) {
        return unusable(served.orElseThrow(), judged.trouble().get());
      }
      VersionMaker.Draft draft =
          draft(
              lesson,
              next,
              settled,
              served,
              offsets,
              ofNone,
              muted,
              ofNone.novelty(built.reference(), next),
              judged.value());
      ReferenceManifest manifest = maker.publish(draft, built, progress("publishing")::update);
      if (!draft.reasons().isEmpty()) {
        return new VersionOutcome.Rejected(manifest);
      }
      active.await(manifest.getVersion());
      current.replace(next, manifest);
      return new VersionOutcome.Made(manifest);
    } finally {
      current.freeUnlessCurrent(next);
    }
  }

  private SettledLabels bounded(SettledLabels all) {
    SettledLabels some = bound.of(all);
    int left = all.byFrame().size() - some.byFrame().size();
    leftOut = left + all.none().size() - some.none().size();
    if (leftOut > 0) {
      log.atWarn()
          .addKeyValue("labeled", all.byFrame().size() + all.none().size())
          .addKeyValue("taken", bound.frames())
          .addKeyValue("bytes", settings.training().featureBytes())
          .log("a part of the labeled pool makes the version: training.memory.bytes holds no more");
    }
    return some;
  }

  /** Labeled frames that the last version had no memory for; safe from any thread. */
  int leftOut() {
    return leftOut;
  }

  /** The model after the lesson, with what it says of the pool. */
  private LearnedModel learned(TeachingOutcome lesson, SettledLabels settled, PixelStore pixels)
      throws BundleException {
    if (lesson instanceof TeachingOutcome.Unchanged unchanged) {
      listener.unlearned(unchanged.reason());
      log.atWarn()
          .addKeyValue("mode", settings.learning().mode().key())
          .addKeyValue("reason", unchanged.reason())
          .log("labels teach the network nothing");
    }
    if (!(lesson instanceof TeachingOutcome.Taught taught)) {
      return current.model();
    }
    LearnedModel loaded =
        LearnedModel.openWithHead(taught.bundle(), current.placement(), taught.head());
    boolean sameNetwork = taught.bundle().version().equals(current.model().bundle().version());
    OptionalInt offset = sameNetwork ? current.model().headInput() : OptionalInt.empty();
    if (gradientTaps.isEmpty() && offset.isPresent()) {
      PoolFeatures table = current.model().table().under(taught.head(), offset.getAsInt());
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
            muting.frames(settled, none.kinds(settled, model.head())),
            pixels::get,
            stored.of(model, gradientTaps, current.placement().arithmetic()),
            settings.training().batchFrames(),
            progress("reading features"));
  }

  private BuildOutcome build(LearnedModel model, LabeledFeatures frames, PixelStore pixels) {
    ScoreFit.Subject subject =
        new ScoreFit.Subject(model.bundle().version(), model.head(), model.kernel(), gradientTaps);
    return fit.builder(frames, subject, pixels::get, progress("fitting the score"))
        .build(frames, progress("building reference set"))
        .computedIn(current.placement().arithmetic());
  }

  private VersionMaker.Draft draft(
      TeachingOutcome lesson,
      LearnedModel next,
      SettledLabels settled,
      Optional<PublishedVersion> served,
      Map<Integer, Long> offsets,
      NoneLesson ofNone,
      MuteLesson muted,
      OptionalDouble novelty,
      List<String> reasons) {
    HeldOutCheck heldOut = heldOut(settled, next);
    LearningMode mode =
        lesson instanceof TeachingOutcome.Taught taught ? taught.mode() : LearningMode.REFERENCE;
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
        ofNone,
        muted,
        novelty,
        reasons);
  }

  private Loading<List<String>> judged(
      Optional<PublishedVersion> served,
      LearnedModel next,
      BuildOutcome.Built built,
      SettledLabels settled,
      NoneLesson ofNone,
      PixelStore pixels) {
    return served.isPresent()
        ? judge.reasons(
            served.get(), next, built.reference(), heldOut(settled, next), ofNone, pixels)
        : new Loading.Loaded<>(List.of());
  }

  private HeldOutCheck heldOut(SettledLabels settled, LearnedModel next) {
    return HeldOutCheck.of(settled, next.head(), settings.reference().split());
  }

  private static VersionOutcome unusable(PublishedVersion served, String reason) {
    return new VersionOutcome.NotMade(
        "the active version %d cannot be used here: %s; activate another"
            .formatted(served.version(), reason));
  }

  private static Map<String, Long> named(Map<Integer, Long> offsets) {
    Map<String, Long> named = new TreeMap<>();
    offsets.forEach((partition, offset) -> named.put(String.valueOf(partition), offset));
    return named;
  }

  private Progress progress(String task) {
    return (done, total) -> listener.progress(task, done, total);
  }

  @Override
  public void close() {
    current.close();
    active.close();
    stored.close();
  }
}
