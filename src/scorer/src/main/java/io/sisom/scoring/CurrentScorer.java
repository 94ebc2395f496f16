package io.sisom.scoring;

import java.util.function.Function;

/** Lends what scores frames now; it may be another the next time. */
public interface CurrentScorer {
  /**
   * Lends the current scorer, which stays open until it is given back. Any thread may do that.
   *
   * @throws IllegalStateException where there is none yet
   */
  Lent borrow();

  /** Uses the current scorer, which stays open until {@code use} returns. */
  default <R> R with(Function<? super BatchScorer, R> use) {
    try (Lent lent = borrow()) {
      return use.apply(lent.scorer());
    }
  }

  /**
   * A scorer that is lent.
   *
   * @param giveBack to be run once, which {@link #close} does
   */
  record Lent(BatchScorer scorer, Runnable giveBack) implements AutoCloseable {
    @Override
    public void close() {
      giveBack.run();
    }
  }
}
