package io.sisom.bench;

/** Receives the progress of a measurement. */
@FunctionalInterface
public interface BenchListener {
  /** Reports that {@code done} of {@code total} steps of {@code task} are done. */
  void progress(String task, long done, long total);
}
