package io.sisom.fitting;

/** Told how far long work has come; {@code done} grows to {@code total}. */
@FunctionalInterface
public interface Progress {
  /** For those who do not watch. */
  Progress UNWATCHED = (done, total) -> {};

  /** Both in steps of about equal work. */
  void update(long done, long total);
}
