package io.sisom.learning;

import io.sisom.method.Head;
import io.sisom.network.ModelBundle;
import java.util.List;

/** What came of learning. */
public sealed interface LearningOutcome {
  /**
   * A network with its head.
   *
   * @param epochs figures of each that was run, in order, those before a resumption included
   */
  record Learned(ModelBundle bundle, Head head, List<EpochFigures> epochs)
      implements LearningOutcome {
    /** Whether any epoch was better than the network as it came. */
    public boolean gained() {
      return epochs.stream().anyMatch(epoch -> epoch.epoch() > 0 && epoch.best());
    }
  }

  /** Stopped by the watcher after so many whole epochs; a checkpoint keeps them. */
  record Stopped(int epochs) implements LearningOutcome {}

  /** The loss was no number any more in this epoch: the rate is too high. No checkpoint is kept. */
  record Diverged(int epoch) implements LearningOutcome {}
}
