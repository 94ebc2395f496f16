package io.sisom.console;

import io.sisom.queue.Candidate;
import io.sisom.queue.Command;
import io.sisom.schema.SensorFrame;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What lies before the queue's writer. */
sealed interface Work {
  /**
   * A command.
   *
   * @param frame its frame, where it is an answer
   * @param reply completed when it is committed
   */
  record Ask(Command command, @Nullable SensorFrame frame, CompletableFuture<Reply> reply)
      implements Work {}

  /**
   * Something to be done with an episode.
   *
   * @param reply completed when it is committed
   */
  record Reviewed(ReviewOrder order, CompletableFuture<Reply> reply) implements Work {}

  /**
   * Candidates as they were read.
   *
   * @param read how far, with them
   * @param reply completed when they are committed
   */
  record Offers(List<Candidate> candidates, ReadSoFar read, CompletableFuture<Boolean> reply)
      implements Work {}

  /** A version went live. */
  record Live(long version, Set<String> labels) implements Work {}

  /** Tells whoever waits that it did not happen. */
  default void fail(Reply.Unavailable why) {
    if (this instanceof Ask ask) {
      ask.reply().complete(why);
    } else if (this instanceof Reviewed reviewed) {
      reviewed.reply().complete(why);
    } else if (this instanceof Offers offers) {
      offers.reply().complete(false);
    }
  }
}
