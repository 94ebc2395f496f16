package io.sisom.training;

import io.sisom.learning.LearningMode;
import io.sisom.model.Head;
import io.sisom.model.ModelBundle;

/** What came of teaching the labels to a model. */
sealed interface Lesson {
  /** A model that may be better; {@code mode} is how deep the labels reached. */
  record Taught(ModelBundle bundle, Head head, LearningMode mode) implements Lesson {}

  /** The model stays as it is, for a reason; the reference set may be new all the same. */
  record Unchanged(String reason) implements Lesson {}

  /** Stopped on request; a checkpoint keeps whole epochs. */
  record Stopped() implements Lesson {}
}
