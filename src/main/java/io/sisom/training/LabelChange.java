package io.sisom.training;

import io.sisom.schema.LabeledFrame;

/** One record of the labeled pool. */
sealed interface LabelChange {
  /** Key of the frame it is about. */
  String frameId();

  /** The frame has this label from now on. */
  record Given(String frameId, LabeledFrame labeled) implements LabelChange {}

  /** The frame has no label any more. */
  record Withdrawn(String frameId) implements LabelChange {}
}
