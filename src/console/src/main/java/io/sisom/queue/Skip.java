package io.sisom.queue;

import java.time.Instant;

/**
 * An annotator's refusal to label a frame.
 *
 * @param annotator who
 * @param reason why
 * @param at when
 * @param sequence rises with every answer and skip of the whole queue
 * @param pooled whether it is settled with the labeled pool, where it is an answer of a kind of its
 *     own: the pool was given it, or had a later answer
 */
public record Skip(String annotator, SkipReason reason, Instant at, long sequence, boolean pooled) {
  /** Whether the labeled pool is to be given it and was not: an earlier console took it. */
  public boolean owedToPool() {
    return !pooled && reason.kind().isPresent();
  }

  /** The same, settled with the labeled pool. */
  Skip inPool() {
    return new Skip(annotator, reason, at, sequence, true);
  }
}
