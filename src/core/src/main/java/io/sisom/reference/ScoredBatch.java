package io.sisom.reference;

import java.util.List;

/**
 * Frames scored with the help of a shortlist.
 *
 * @param verdicts one a frame, in their order; the same as without a shortlist
 * @param searched frames that were searched among all known frames, because the shortlist left open
 *     which is nearest
 */
public record ScoredBatch(List<Verdict> verdicts, int searched) {
  /** Copies. */
  public ScoredBatch {
    verdicts = List.copyOf(verdicts);
  }
}
