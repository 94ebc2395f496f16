package io.sisom.learning;

import io.sisom.model.Head;
import io.sisom.model.ModelBundle;
import java.util.List;

/** What came of learning. */
public sealed interface LearningOutcome {
  /**
   * A network with its head.
   *
   * @param epochs figures of each that was run, in order, those before a resumption included
   */
  record Learned(ModelBundle bundle, Head head, List<EpochFigures> epochs)
      implements LearningOutcome {}

  /** Stopped by the watcher after so many whole epochs; a checkpoint keeps them. */
  record Stopped(int epochs) implements LearningOutcome {}
}
