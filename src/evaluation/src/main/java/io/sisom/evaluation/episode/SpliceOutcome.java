package io.sisom.evaluation.episode;

/** What came of one novelty. */
sealed interface SpliceOutcome {
  /**
   * An episode was opened by its frames.
   *
   * @param seconds from its first frame to the alert
   */
  record Found(double seconds) implements SpliceOutcome {}

  /** No episode was. */
  record Missed() implements SpliceOutcome {}

  /** An earlier episode was still open, so that no alert came. */
  record Hidden() implements SpliceOutcome {}
}
