package io.sisom.training;

import io.sisom.learning.LearningMode;
import io.sisom.method.Head;
import io.sisom.network.ModelBundle;

/** What came of teaching the labels to a model. */
sealed interface Lesson {
  /** A model that may be better; {@code mode} is how deep the labels reached. */
  record Taught(ModelBundle bundle, Head head, LearningMode mode) implements Lesson {}

  /** Labels are to reach no further than the reference set, or hold nothing new for the head. */
  record NothingToTeach() implements Lesson {}

  /** The model stays as it is, against what was asked, for a reason that users are told. */
  record Unchanged(String reason) implements Lesson {}

  /** Stopped on request; a checkpoint keeps whole epochs of the whole network. */
  record Stopped() implements Lesson {}
}
