package io.sisom.training;

import io.sisom.schema.LabeledFrame;

/** One record of the labeled pool. */
sealed interface LabelChange {
  /** Key of the record: a later one of the same key replaces it. */
  String key();

  /** Where it stood on the topic. */
  Place place();

  /** Partition and offset of a record. */
  record Place(int partition, long offset) {}

  /** An annotator's answer. */
  record Given(String key, Place place, LabeledFrame labeled) implements LabelChange {}

  /** The answer under this key was withdrawn. */
  record Withdrawn(String key, Place place) implements LabelChange {}
}
