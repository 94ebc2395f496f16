package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.learning.HeadFitter;
import io.sisom.learning.LearningConfig;
import io.sisom.learning.LearningWatcher;
import io.sisom.method.Head;
import io.sisom.network.Placement;
import io.sisom.reference.NoneRows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what frames look like that show none of the classes, from people's answers: one row for
 * each kind of answer, by softmax regression beside the head's rows, which stay as they are to the
 * bit. So classes, energies and distances cannot change for it. In mode full the network has
 * learned from the same answers before, as if each kind were a class.
 */
final class NoneTeacher {
  private static final Logger log = LoggerFactory.getLogger(NoneTeacher.class);

  private final NoneConfig config;
  private final LearningConfig learning;
  private final SplitRule heldOut;
  private final Placement placement;

  NoneTeacher(NoneConfig config, LearningConfig learning, SplitRule heldOut, Placement placement) {
    this.config = config;
    this.learning = learning;
    this.heldOut = heldOut;
    this.placement = placement;
  }

  /** Kinds with answers enough, beside the classes of {@code known}. */
  NoneKinds kinds(SettledLabels settled, Head known) {
    return NoneKinds.of(settled, known, config.labels());
  }

  /** The split of classes and kinds under a head with rows for both. */
  PoolSplit split(SettledLabels settled, NoneKinds kinds, Head known) {
    return PoolSplit.of(
        kinds.join(settled), kinds.extend(known), heldOut, PoolSplit.of(settled, known, heldOut));
  }

  /**
   * The known head with fitted rows for the kinds; with rows of zeros where the head's input is
   * none of the model's taps.
   *
   * @param model that has seen all frames of the split
   */
  Head extended(
      LearnedModel model,
      Head known,
      NoneKinds kinds,
      PoolSplit split,
      OptionalInt offset,
      LearningWatcher listener) {
    Head start = kinds.extend(known);
    if (kinds.isEmpty() || offset.isEmpty() || split.classes() < 2) {
      return start;
    }
    return HeadLesson.of(model, split, offset.getAsInt())
        .teach(new HeadFitter(learning, placement.device()), start, known.classes(), listener);
  }

  /**
   * What a model learns.
   *
   * @param model that has seen the frames of classes and kinds
   */
  NoneLesson learn(LearnedModel model, SettledLabels settled, LearningWatcher listener) {
    Head known = model.head();
    NoneKinds kinds = kinds(settled, known);
    PoolSplit split = split(settled, kinds, known);
    List<String> none = kinds.heldOut(split, known.classes());
    List<String> ofClasses = kinds.heldOutKnown(split, known.classes());
    OptionalInt offset = model.headInput();
    if (kinds.isEmpty() || none.isEmpty() || ofClasses.isEmpty()) {
      return new NoneLesson(Optional.empty(), OptionalDouble.empty(), none, ofClasses);
    }
    if (offset.isEmpty()) {
      log.atWarn()
          .log(
              "answers that frames show no class teach nothing: no tap of the model is what its"
                  + " head reads");
      return new NoneLesson(Optional.empty(), OptionalDouble.empty(), none, ofClasses);
    }
    Head rows = kinds.kindsOf(extended(model, known, kinds, split, offset, listener));
    NoneLesson lesson =
        NoneLesson.of(new NoneRows(rows, offset.getAsInt()), none, ofClasses, model);
    log.atInfo()
        .addKeyValue("kinds", rows.labels())
        .addKeyValue("heldOut", none.size())
        .addKeyValue("auroc", lesson.auroc().orElse(Double.NaN))
        .log("learned what shows none of the classes");
    if (lesson.auroc().orElse(0) < config.auroc()) {
      log.atWarn()
          .addKeyValue("auroc", lesson.auroc().orElse(Double.NaN))
          .addKeyValue("needed", config.auroc())
          .log("the probability of none is left out: it tells held-out answers apart too badly");
      return lesson.withoutRows();
    }
    return lesson;
  }
}
