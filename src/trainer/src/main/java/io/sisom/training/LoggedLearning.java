package io.sisom.training;

import io.sisom.learning.EpochFigures;
import io.sisom.learning.LearningWatcher;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each epoch, tells the trainer's listener of every step, and ends learning when asked to. */
final class LoggedLearning implements LearningWatcher {
  private static final Logger log = LoggerFactory.getLogger(LoggedLearning.class);

  private final TrainingListener listener;
  private final BooleanSupplier stopping;

  /** Learning goes on until {@code stopping} says otherwise. */
  LoggedLearning(TrainingListener listener, BooleanSupplier stopping) {
    this.listener = listener;
    this.stopping = stopping;
  }

  @Override
  public void progress(long done, long total) {
    listener.progress("learning", done, total);
  }

  @Override
  public void epoch(EpochFigures figures) {
    log.atInfo()
        .addKeyValue("epoch", figures.epoch())
        .addKeyValue("loss", figures.loss())
        .addKeyValue("accuracy", figures.accuracy())
        .addKeyValue("best", figures.best())
        .log("epoch learned");
  }

  @Override
  public boolean stopping() {
    return stopping.getAsBoolean();
  }
}
