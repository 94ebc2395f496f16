package io.sisom.candidate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Greedy choice of the best that differ (paper Eq. 8, with near-duplicates left out): offered in
 * rank order, an item is chosen unless it is near an already chosen one or k are chosen.
 *
 * @param <T> what is chosen from
 */
final class CandidateSelection<T> {
  private final int k;
  private final BiPredicate<T, T> near;
  private final List<T> chosen = new ArrayList<>();
  private final List<Integer> nearEach = new ArrayList<>();
  private int suppressed;

  /** Whether an offered item was chosen, and if not, why. */
  public enum OfferOutcome {
    /** Chosen, at the next rank. */
    CHOSEN,
    /** Near a better one. */
    NEAR,
    /** k better ones are chosen. */
    OUTRANKED
  }

  /**
   * An empty choice.
   *
   * @param k how many to choose at most
   * @param near whether two items are near-duplicates; symmetric
   */
  public CandidateSelection(int k, BiPredicate<T, T> near) {
    this.k = k;
    this.near = near;
  }

  /** Takes the next item; each must rank behind all before. */
  public OfferOutcome offer(T item) {
    if (full()) {
      return OfferOutcome.OUTRANKED;
    }
    for (int i = 0; i < chosen.size(); i++) {
      if (near.test(chosen.get(i), item)) {
        suppressed++;
        nearEach.set(i, nearEach.get(i) + 1);
        return OfferOutcome.NEAR;
      }
    }
    chosen.add(item);
    nearEach.add(0);
    return OfferOutcome.CHOSEN;
  }

  /** Whether every further offer is outranked. */
  public boolean full() {
    return chosen.size() >= k;
  }

  /** The chosen ones in rank order. */
  public List<T> chosen() {
    return Collections.unmodifiableList(chosen);
  }

  /** How many were left out as near-duplicates of the chosen one at that place, from 0 on. */
  public int suppressedBy(int place) {
    return nearEach.get(place);
  }

  /** How many were left out as near-duplicates. */
  public int suppressed() {
    return suppressed;
  }
}
