package io.sisom.learning;

/** Told how learning gets on, and asked whether it may go on. On the learning thread. */
public interface LearningWatcher {
  /** For those who do not watch. */
  LearningWatcher UNWATCHED = (done, total) -> {};

  /** Steps done of all that may come. */
  void progress(long done, long total);

  /** An epoch is over. */
  default void epoch(EpochFigures figures) {}

  /** Whether to stop at the next step; a checkpoint keeps what whole epochs have brought. */
  default boolean stopping() {
    return false;
  }
}
