package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.learning.FineTuner;
import io.sisom.learning.GrownHead;
import io.sisom.learning.HeadFitter;
import io.sisom.learning.LearningConfig;
import io.sisom.learning.LearningMode;
import io.sisom.learning.LearningOutcome;
import io.sisom.learning.LearningWatcher;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Teaches a model the settled labels, as deep as configured. */
final class Teacher {
  private static final Logger log = LoggerFactory.getLogger(Teacher.class);

  private final LearningConfig config;
  private final SplitRule heldOut;
  private final Placement placement;
  private final NoneTeacher none;

  /** Holds out as many frames as the reference builder does. */
  Teacher(LearningConfig config, SplitRule heldOut, Placement placement, NoneTeacher none) {
    this.none = none;
    this.config = config;
    this.heldOut = heldOut;
    this.placement = placement;
  }

  /**
   * Teaches.
   *
   * @param model whose table has every settled frame
   * @param changed frames whose labels its whole network has not learned from yet
   * @param first whether its whole network has learned from no label yet
   */
  TeachingOutcome teach(
      LearnedModel model,
      SettledLabels settled,
      Set<String> changed,
      boolean first,
      PixelStore store,
      LearningWatcher listener)
      throws BundleException, IOException {
    if (config.mode() == LearningMode.REFERENCE) {
      return new TeachingOutcome.NothingToTeach();
    }
    Head grown = GrownHead.of(model.head(), newClasses(settled, model.head()).keySet());
    PoolSplit split = PoolSplit.of(settled, grown, heldOut);
    if (split.classes() < 2) {
      return new TeachingOutcome.Unchanged("labels of two classes at least are needed");
    }
    boolean whole = config.mode() == LearningMode.FULL && changed.size() >= config.fullLabels();
    if (whole && first && config.scratch()) {
      return teachAll(model, grown, true, settled, changed, store, listener);
    }
    TeachingOutcome ofHead = teachHead(model, grown, split, listener);
    if (!whole || ofHead instanceof TeachingOutcome.Stopped) {
      return ofHead;
    }
    Head start = ofHead instanceof TeachingOutcome.Taught taught ? taught.head() : grown;
    return teachAll(model, start, false, settled, changed, store, listener);
  }

  /** Kinds that are no class yet and have enough labels to become one. */
  private Map<String, Integer> newClasses(SettledLabels settled, Head head) {
    Map<String, Integer> found = settled.countWithout(head.labels());
    found.values().removeIf(count -> count < config.classLabels());
    return found;
  }

  private TeachingOutcome teachHead(
      LearnedModel model, Head grown, PoolSplit split, LearningWatcher listener) {
    OptionalInt offset = model.headInput();
    if (offset.isEmpty()) {
      return new TeachingOutcome.Unchanged(
          "no tap of the model is what its head reads; export it with a tap on the last layer"
              + " before the head, or use learning.mode=full");
    }
    int held = config.headRows().held(model.bundle(), grown);
    if (held == grown.classes()) {
      return new TeachingOutcome.NothingToTeach();
    }
    Head fitted =
        HeadLesson.of(model, split, offset.getAsInt())
            .teach(new HeadFitter(config, placement.device()), grown, held, listener);
    return listener.stopping()
        ? new TeachingOutcome.Stopped()
        : new TeachingOutcome.Taught(model.bundle(), fitted, LearningMode.HEAD);
  }

  /** Teaches the whole network: the classes of {@code known}, and kinds that are none. */
  private TeachingOutcome teachAll(
      LearnedModel model,
      Head known,
      boolean fromScratch,
      SettledLabels settled,
      Set<String> changed,
      PixelStore store,
      LearningWatcher listener)
      throws BundleException, IOException {
    NoneKinds kinds = none.kinds(settled, known);
    PoolSplit split = none.split(settled, kinds, known);
    Head start = none.extended(model, known, kinds, split, model.headInput(), listener);
    if (listener.stopping()) {
      return new TeachingOutcome.Stopped();
    }
    CalibrationSplit watched =
        CalibrationSplit.of(
            split.learning(),
            split.labels(),
            start.classes(),
            split.frameIds(),
            config.validationFraction());
    int[] rows = withReplay(watched.pool(), split, start.classes(), changed);
    log.atInfo()
        .addKeyValue("frames", rows.length)
        .addKeyValue("changed", changed.size())
        .addKeyValue("validation", watched.calibration().length)
        .addKeyValue("classes", known.classes())
        .addKeyValue("kindsOfNone", kinds.kinds())
        .log("learning with the whole network");
    Path out = ModelFolder.make(config.dir());
    LearningOutcome outcome =
        new FineTuner(config, placement.device(), config.dir().resolve("checkpoint"))
            .learn(
                model.bundle(),
                start,
                fromScratch,
                new PoolLearningFrames(split, rows, store),
                rows.length,
                new PoolLearningFrames(split, watched.calibration(), store),
                out,
                listener);
    if (outcome instanceof LearningOutcome.Learned learned) {
      if (learned.gained()) {
        return new TeachingOutcome.Taught(
            learned.bundle(), kinds.classesOf(learned.head()), LearningMode.FULL);
      }
      log.atInfo()
          .addKeyValue("epochs", learned.epochs().size() - 1)
          .log("no epoch was better on validation frames than the network as it was: it stays");
      ModelFolder.delete(out);
      return new TeachingOutcome.Taught(model.bundle(), known, LearningMode.FULL);
    }
    ModelFolder.delete(out);
    if (outcome instanceof LearningOutcome.Diverged diverged) {
      return new TeachingOutcome.Unchanged(
          "the loss was no number any more in epoch "
              + diverged.epoch()
              + " of the whole network; set a lower learning.rate");
    }
    return new TeachingOutcome.Stopped();
  }

  /** New frames, and for each of them so many old ones, as even over the classes as there are. */
  private int[] withReplay(int[] learning, PoolSplit split, int classes, Set<String> changed) {
    int[] fresh =
        Arrays.stream(learning)
            .filter(row -> changed.contains(split.frameIds().get(row)))
            .toArray();
    int replayed = (int) Math.min(learning.length, Math.ceil(config.replay() * fresh.length));
    int[] old =
        replayed == 0
            ? new int[0]
            : KnownSample.of(learning, fresh, split.labels(), classes, replayed);
    return IntStream.concat(Arrays.stream(fresh), Arrays.stream(old)).sorted().toArray();
  }
}
