package io.sisom.scoring;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka Streams to commit soon while scoring keeps up, and leaves it to its own, rarer commits
 * while frames wait.
 *
 * <p><b>Idea.</b> Exactly once, readers see a score with the commit, so commits should be frequent;
 * but a commit costs the scorer and the broker the same however few frames it holds. While frames
 * wait for room a reader waits for that backlog anyway, and a second more changes little; so then
 * fewer commits leave more of the machine to the frames, and the backlog ends sooner.
 *
 * <p><b>Invariant.</b> An answer after a pause is committed at once, and once no frame waits, all
 * is within two of the short intervals. With nothing to commit nothing is asked for, and no timer
 * runs. One thread.
 */
final class CommitRequests {
  private final ProcessingContext context;
  private final Duration soon;
  private @Nullable Cancellable timer;
  private boolean answered;
  private boolean behind;

  /**
   * Asks for nothing yet.
   *
   * @param soon time between commits while scoring keeps up
   */
  CommitRequests(ProcessingContext context, Duration soon) {
    this.context = context;
    this.soon = soon;
  }

  /** A frame was answered; {@code waiting} says whether others waited for room at the time. */
  void answered(boolean waiting) {
    answered = true;
    behind |= waiting;
    if (timer == null) {
      timer = context.schedule(soon, PunctuationType.WALL_CLOCK_TIME, now -> due());
      ask();
    }
  }

  private void due() {
    if (answered) {
      ask();
    } else {
      stop();
    }
  }

  private void ask() {
    if (!behind) {
      context.commit();
      answered = false;
    }
    behind = false;
  }

  private void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
