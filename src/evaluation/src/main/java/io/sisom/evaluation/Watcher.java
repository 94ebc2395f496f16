package io.sisom.evaluation;

/** Told how far long work has come. */
@FunctionalInterface
public interface Watcher {
  /** For those who do not watch. */
  Watcher SILENT = (task, done, total) -> {};

  /** Work on {@code task} has come to {@code done} of {@code total}; total below 1 is unknown. */
  void at(String task, long done, long total);
}
