package io.sisom.training;

import io.sisom.schema.ReferenceManifest;

/** Receives what the trainer does, on the trainer's thread. */
public interface TrainingListener {
  /** Reports that {@code done} of {@code total} steps of {@code task} are done. */
  void progress(String task, long done, long total);

  /** A version was published and is active. */
  void published(ReferenceManifest manifest);

  /** A version was published but not made active: the gate rejected it. */
  default void rejected(ReferenceManifest manifest) {}

  /**
   * The labels could not teach the network, for the given reason; the reference set contains them
   * all the same.
   */
  default void unlearned(String reason) {}
}
