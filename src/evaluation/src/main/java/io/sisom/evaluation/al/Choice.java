package io.sisom.evaluation.al;

import java.util.Arrays;

/**
 * Frames a strategy wants labels for.
 *
 * @param rows of the candidates, distinct
 * @param farLimit SISOMe above which candidates were left out as junk; infinite: no limit
 * @param far candidates left out as junk
 * @param near candidates left out as near-duplicates
 * @param filled how many of {@code rows} are such ones all the same, for want of others
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Choice(int[] rows, double farLimit, int far, int near, int filled) {
  /** Of a strategy that leaves nothing out. */
  static Choice of(int[] rows) {
    return new Choice(rows, Double.POSITIVE_INFINITY, 0, 0, 0);
  }

  /** Refuses a choice of another size, or one with a row twice. */
  Choice checked(int query, int candidates) {
    long distinct = Arrays.stream(rows).filter(r -> r >= 0 && r < candidates).distinct().count();
    if (distinct != rows.length || rows.length != query) {
      throw new IllegalStateException(
          "a strategy chose %d frames, %d distinct, of %d; %d were asked for"
              .formatted(rows.length, distinct, candidates, query));
    }
    return this;
  }
}
