package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.live.Reviews;
import io.sisom.queue.LabelQueue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What readers see: the queue and the reviews as the last commit left them, and whether this
 * console serves them. The object's lock guards all three, so nobody sees a part of a commit, or a
 * state that belongs to another.
 */
final class CommittedQueue {
  private ConsoleState state = ConsoleState.OPENING;
  private @Nullable LabelQueue queue;
  private @Nullable Reviews reviews;

  synchronized ConsoleState state() {
    return state;
  }

  /** What {@code question} finds in the queue; empty while it is not served. */
  synchronized <T> Optional<T> read(Function<LabelQueue, T> question) {
    return queue == null ? Optional.empty() : Optional.of(question.apply(queue));
  }

  /** The review of each episode, by its id; empty while they are not served. */
  synchronized Optional<Map<String, Review>> reviews() {
    return reviews == null ? Optional.empty() : Optional.of(reviews.all());
  }

  /** Serves what was read from the log, unless the console has ended meanwhile. */
  synchronized void open(LabelQueue readQueue, Reviews readReviews) {
    if (state == ConsoleState.OPENING) {
      state = ConsoleState.SERVING;
      queue = readQueue;
      reviews = readReviews;
    }
  }

  /** Takes over what a transaction changed; only once it is committed. */
  synchronized void apply(QueueTransaction committed) {
    if (queue != null && reviews != null) {
      committed.applyTo(queue, reviews);
    }
  }

  /** After trouble: serves nothing until the log has been read again. */
  synchronized void reopen() {
    leave(ConsoleState.OPENING);
  }

  /** Another console has the queue. */
  synchronized void takenOver() {
    leave(ConsoleState.TAKEN_OVER);
  }

  /** The writer cannot go on in this process. */
  synchronized void fail() {
    leave(ConsoleState.FAILED);
  }

  /** The console is told to end. */
  synchronized void stop() {
    leave(ConsoleState.STOPPED);
  }

  private void leave(ConsoleState next) {
    if (goesOn()) {
      state = next;
      queue = null;
      reviews = null;
    }
  }

  /** Whether it serves, or will. */
  synchronized boolean goesOn() {
    return state == ConsoleState.OPENING || state == ConsoleState.SERVING;
  }
}
