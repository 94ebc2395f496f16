package io.sisom.training;

import java.util.BitSet;

/**
 * Frames on which two versions differ.
 *
 * @param lost predicted right by the first alone
 * @param won predicted right by the second alone
 */
record Flips(int lost, int won) {

  /** Of the same frames, in the same order. */
  static Flips of(BitSet first, BitSet second) {
    BitSet lost = (BitSet) first.clone();
    lost.andNot(second);
    BitSet won = (BitSet) second.clone();
    won.andNot(first);
    return new Flips(lost.cardinality(), won.cardinality());
  }

  /**
   * The chance that as many or more are lost where each flip falls either way as likely: the
   * one-sided sign test, exact (McNemar, 1947).
   *
   * @return 0 to 1; 1 where none is lost
   */
  double chance() {
    int flips = lost + won;
    double logOfOne = -flips * Math.log(2);
    double logChoose = 0;
    double chance = 0;
    for (int k = flips; k >= lost; k--) {
      chance += Math.exp(logChoose + logOfOne);
      logChoose += Math.log(k) - Math.log(flips - k + 1.0);
    }
    return Math.min(1, chance);
  }
}
