package io.sisom.training;

import io.sisom.schema.ReferenceManifest;

/** Told how the trainer gets on, on its thread. */
public interface TrainingWatcher {
  /** Long work on {@code task} has come to {@code done} of {@code total}. */
  void progress(String task, long done, long total);

  /** A version is out. */
  void published(ReferenceManifest manifest);

  /** A version was made and does not go live: the gate rejected it. */
  default void rejected(ReferenceManifest manifest) {}

  /** Labels were to teach the network and did not, for a reason; the reference set has them. */
  default void unlearned(String reason) {}
}
