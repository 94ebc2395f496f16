package io.sisom.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far long work has come: a bar in a terminal, a log line every few seconds elsewhere.
 */
final class ConsoleProgress implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConsoleProgress.class);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final boolean terminal = System.console() != null;
  private @Nullable ProgressBar bar;
  private String task = "";
  private long lastLine = System.nanoTime();

  /** Work on {@code task} has come to {@code done} of {@code total}; total below 1 is unknown. */
  synchronized void at(String task, long done, long total) {
    if (terminal) {
      draw(task, done, total);
    } else if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
      lastLine = System.nanoTime();
      log.atInfo()
          .addKeyValue("task", task)
          .addKeyValue("done", done)
          .addKeyValue("of", total)
          .log("working");
    }
  }

  private void draw(String task, long done, long total) {
    if (bar == null || !task.equals(this.task)) {
      close();
      this.task = task;
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(Math.max(0, total))
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    }
    bar.maxHint(Math.max(total, -1));
    bar.stepTo(done);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
