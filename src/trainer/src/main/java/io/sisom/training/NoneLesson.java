package io.sisom.training;

import io.sisom.measure.Ranking;
import io.sisom.method.Activations;
import io.sisom.method.Logits;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.NoneRows;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was learned of frames that show none of the classes, and the held-out frames that it is
 * measured on.
 *
 * @param rows empty where there is nothing, or nothing good enough
 * @param auroc how well the probability tells {@code none} from {@code known}, 0 to 1; empty where
 *     no rows were learned
 * @param none held-out frames answered with a kind that is no class
 * @param known held-out frames of classes
 */
record NoneLesson(
    Optional<NoneRows> rows, OptionalDouble auroc, List<String> none, List<String> known) {
  /** Frames scored at once. */
  private static final int SLICE = 256;

  /** Rows, measured on frames that {@code model} has seen and that they were not learned from. */
  static NoneLesson of(NoneRows rows, List<String> none, List<String> known, LearnedModel model) {
    double auroc =
        Ranking.of(probabilities(rows, known, model), probabilities(rows, none, model)).auroc();
    return new NoneLesson(Optional.of(rows), OptionalDouble.of(auroc), none, known);
  }

  /** The probability of none of frames; 1 where it cannot be told. */
  private static double[] probabilities(NoneRows rows, List<String> ids, LearnedModel model) {
    return ids.stream()
        .mapToDouble(
            id -> {
              Logits logits = model.table().logits(id);
              return rows.probability(logits.energy(), model.table().taps(id), 0).orElse(1);
            })
        .toArray();
  }

  /** The same without the rows. */
  NoneLesson withoutRows() {
    return new NoneLesson(Optional.empty(), auroc, none, known);
  }

  /** Whether there are held-out frames of kinds enough to judge a detector by. */
  boolean canJudge(int minimum) {
    return none.size() >= minimum && !known.isEmpty();
  }

  /**
   * How well a score tells the frames that show no class from those that do, AUROC; empty where
   * there are none of either, or {@code model} has not read what the score needs.
   *
   * @param model that has seen them
   */
  OptionalDouble novelty(ReferenceSet reference, LearnedModel model) {
    if (none.isEmpty() || known.isEmpty() || !canScore(reference, model)) {
      return OptionalDouble.empty();
    }
    FrameScorer scorer = new FrameScorer(reference);
    return OptionalDouble.of(
        Ranking.of(scores(scorer, known, model), scores(scorer, none, model)).auroc());
  }

  private boolean canScore(ReferenceSet reference, LearnedModel model) {
    Activations one = model.table().batch(none.subList(0, 1));
    return one.width() == reference.rule().features().layout().width()
        && one.classes() == reference.head().classes()
        && (!reference.needsGradients() || one.tapGradients().length > 0);
  }

  /** A frame that cannot be scored is as novel as can be. */
  private static double[] scores(FrameScorer scorer, List<String> ids, LearnedModel model) {
    double[] scores = new double[ids.size()];
    for (int from = 0; from < scores.length; from += SLICE) {
      int to = Math.min(scores.length, from + SLICE);
      Activations batch = model.table().batch(ids.subList(from, to));
      List<Verdict> verdicts =
          scorer.score(batch.logits(), batch.taps(), batch.tapGradients(), 0, to - from);
      for (int i = from; i < to; i++) {
        scores[i] =
            verdicts
                .get(i - from)
                .<Double>either(scored -> scored.sisome(), not -> Double.POSITIVE_INFINITY);
      }
    }
    return scores;
  }
}
