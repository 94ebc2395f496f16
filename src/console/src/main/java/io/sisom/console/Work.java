package io.sisom.console;

import io.sisom.queue.Candidate;
import io.sisom.queue.Command;
import io.sisom.queue.Outcome;
import io.sisom.schema.SensorFrame;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the queue's writer is asked to do. */
sealed interface Work {
  /** Does it within a transaction, which answers once it is committed. */
  void carryOut(QueueTransaction transaction);

  /** Tells whoever waits that it is not known to have happened. */
  void fail(Reply.Unavailable why);

  /**
   * A command.
   *
   * @param frame its frame, where it is an answer
   * @param reply completed when it is committed
   */
  record Ask(Command command, @Nullable SensorFrame frame, CompletableFuture<Reply<Outcome>> reply)
      implements Work {
    @Override
    public void carryOut(QueueTransaction transaction) {
      transaction.carryOut(this);
    }

    @Override
    public void fail(Reply.Unavailable why) {
      reply.complete(new Reply.Unknown<>(why));
    }
  }

  /**
   * Something to be done with an episode.
   *
   * @param reply completed when it is committed
   */
  record Reviewed(ReviewOrder order, CompletableFuture<Reply<Reply.Reviewed>> reply)
      implements Work {
    @Override
    public void carryOut(QueueTransaction transaction) {
      transaction.carryOut(this);
    }

    @Override
    public void fail(Reply.Unavailable why) {
      reply.complete(new Reply.Unknown<>(why));
    }
  }

  /**
   * Candidates as they were read.
   *
   * @param read how far, with them
   * @param reply completed when they are committed
   */
  record Offers(List<Candidate> candidates, ReadSoFar read, CompletableFuture<Boolean> reply)
      implements Work {
    @Override
    public void carryOut(QueueTransaction transaction) {
      transaction.carryOut(this);
    }

    @Override
    public void fail(Reply.Unavailable why) {
      reply.complete(false);
    }
  }

  /** A version went live; nobody waits for an answer. */
  record Live(long version, Set<String> labels) implements Work {
    @Override
    public void carryOut(QueueTransaction transaction) {
      transaction.carryOut(this);
    }

    @Override
    public void fail(Reply.Unavailable why) {}
  }
}
