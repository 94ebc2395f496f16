package io.sisom.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the progress of long work: a bar in a terminal, elsewhere a log line every ten seconds. */
final class ConsoleProgress implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConsoleProgress.class);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final boolean terminal = System.console() != null;
  private @Nullable ProgressBar bar;
  private String task = "";
  private final long started = System.nanoTime();
  private long lastLine = started;

  /** Work on {@code task} has come to {@code done} of {@code total}; total below 1 is unknown. */
  synchronized void at(String task, long done, long total) {
    at(task, done, total, 0);
  }

  /** The same, where {@code refused} were left out. */
  synchronized void at(String task, long done, long total, long refused) {
    if (terminal) {
      draw(task, done, total);
      if (bar != null && refused > 0) {
        bar.setExtraMessage(refused + " refused");
      }
    } else if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
      lastLine = System.nanoTime();
      log.atInfo()
          .addKeyValue("task", task)
          .addKeyValue("done", done)
          .addKeyValue("of", total)
          .addKeyValue("perSecond", Math.round(done * 1e9 / (lastLine - started)))
          .addKeyValue("refused", refused)
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
              .showSpeed()
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
