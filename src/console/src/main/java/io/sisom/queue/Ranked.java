package io.sisom.queue;

import java.util.Comparator;

/**
 * A frame's place in the ranking.
 *
 * @param bits see {@link Priority}; more comes first
 * @param sisome the score, which decides between equal p-values; more comes first
 * @param frameId decides the rest
 */
record Ranked(double bits, double sisome, String frameId) implements Comparable<Ranked> {
  private static final Comparator<Ranked> ORDER =
      Comparator.comparingDouble(Ranked::bits)
          .thenComparingDouble(Ranked::sisome)
          .reversed()
          .thenComparing(Ranked::frameId);

  @Override
  public int compareTo(Ranked other) {
    return ORDER.compare(this, other);
  }
}
