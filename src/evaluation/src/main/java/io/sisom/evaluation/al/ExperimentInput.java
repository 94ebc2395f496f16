package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.PixelSet;
import io.sisom.method.Head;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import java.util.Arrays;

/**
 * The model and frames of an experiment.
 *
 * @param bundle the network to begin with
 * @param head of it
 * @param placement where networks run
 * @param pool to ask for labels of
 * @param test frames that accuracy is measured on; labels from the model's classes on count the
 *     pool's wanted kinds
 */
public record ExperimentInput(
    ModelBundle bundle, Head head, Placement placement, FramePool pool, PixelSet test) {
  /** Refuses test frames without a label. */
  public ExperimentInput {
    long unlabeled = Arrays.stream(test.labels()).filter(label -> label < 0).count();
    if (unlabeled > 0) {
      throw new EvaluationException(
          "%d of the %d test frames have no label of the model".formatted(unlabeled, test.size()));
    }
  }
}
