package io.sisom.bench;

/** Told how far a measurement is. */
@FunctionalInterface
public interface BenchWatcher {
  /** Work on {@code task} has come to {@code done} of {@code total}. */
  void at(String task, long done, long total);
}
