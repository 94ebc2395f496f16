package io.sisom.training;

import io.sisom.learning.LearningMode;
import io.sisom.method.Head;
import io.sisom.network.ModelBundle;

/** The outcome of teaching a model the settled labels. */
sealed interface TeachingOutcome {
  /** A model that may be better; {@code mode} is how deep the labels reached. */
  record Taught(ModelBundle bundle, Head head, LearningMode mode) implements TeachingOutcome {}

  /**
   * Nothing was to be taught: {@code learning.mode} is {@code reference}, or the labels hold
   * nothing new for the head.
   */
  record NothingToTeach() implements TeachingOutcome {}

  /** The model was to be taught and could not be; the reason is a sentence for users. */
  record Unchanged(String reason) implements TeachingOutcome {}

  /** Stopped on request. In mode {@code full}, a checkpoint keeps the epochs that were finished. */
  record Stopped() implements TeachingOutcome {}
}
