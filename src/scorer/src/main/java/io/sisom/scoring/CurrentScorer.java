package io.sisom.scoring;

import java.util.function.Function;

/** Lends what scores frames now; it may be another the next time. */
public interface CurrentScorer {
  /** Uses the current scorer, which stays open until {@code use} returns. */
  <R> R with(Function<? super BatchScorer, R> use);
}
