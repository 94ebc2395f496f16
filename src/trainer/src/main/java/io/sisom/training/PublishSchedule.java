package io.sisom.training;

/** Decides when enough has changed for a new version. Times are milliseconds of one clock. */
final class PublishSchedule {
  private final TrainingConfig config;
  private int changed;
  private long lastAttemptAt;

  PublishSchedule(TrainingConfig config, long now) {
    this.config = config;
    this.lastAttemptAt = now;
  }

  /** Labels came, changed or went. */
  void changed(int labels) {
    changed += labels;
  }

  /** Whether to make a version now. */
  boolean due(long now) {
    long since = now - lastAttemptAt;
    return (changed >= config.publishLabels() && since >= config.publishPause().toMillis())
        || (changed > 0 && since >= config.publishEvery().toMillis());
  }

  /** A version was made, or could not be; wait for the next change. */
  void attempted(long now) {
    changed = 0;
    lastAttemptAt = now;
  }
}
