package io.sisom.evaluation;

/** Receives the progress of long work. */
@FunctionalInterface
public interface EvaluationListener {
  /** Ignores all progress. */
  EvaluationListener SILENT = (task, done, total) -> {};

  /**
   * Reports that {@code done} of {@code total} steps of {@code task} are done; a total below 1 is
   * unknown.
   */
  void progress(String task, long done, long total);
}
