package io.sisom.it.rig;

import io.sisom.schema.ReferenceManifest;
import io.sisom.training.TrainingListener;

/** For tests that look at the outcome alone. */
public final class SilentListener implements TrainingListener {
  @Override
  public void progress(String task, long done, long total) {}

  @Override
  public void published(ReferenceManifest manifest) {}
}
