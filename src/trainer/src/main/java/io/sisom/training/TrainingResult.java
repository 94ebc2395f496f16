package io.sisom.training;

import io.sisom.schema.ReferenceManifest;

/** What came of making a version. */
public sealed interface TrainingResult {
  /** It is published and active. */
  record Made(ReferenceManifest manifest) implements TrainingResult {}

  /** It is published to be looked at, and not active: the gate rejected it. */
  record Rejected(ReferenceManifest manifest) implements TrainingResult {}

  /** There is none, for a reason a person understands. */
  record NotMade(String reason) implements TrainingResult {}
}
