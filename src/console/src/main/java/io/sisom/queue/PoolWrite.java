package io.sisom.queue;

import java.time.Instant;

/** What a command means for the labeled pool. */
public sealed interface PoolWrite {
  /** The annotator's answer, in place of an earlier one. */
  record Put(Entry entry, GivenLabel given) implements PoolWrite {}

  /** The annotator's answer no longer holds. */
  record Withdraw(String frameId, String annotator, Instant at) implements PoolWrite {}
}
