package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class FlipsTest {
  @Test
  void countsTheFramesOnWhichTwoVersionsDiffer() {
    assertThat(Flips.of(bits(0, 1, 2, 5), bits(1, 7))).isEqualTo(new Flips(3, 1));
  }

  @Test
  void itsChanceIsThatOfAFairCoin() {
    assertThat(new Flips(0, 4).chance()).isEqualTo(1);
    assertThat(new Flips(0, 0).chance()).isEqualTo(1);
    assertThat(new Flips(3, 0).chance()).isCloseTo(1 / 8.0, within(1e-12));
    assertThat(new Flips(3, 1).chance()).isCloseTo(5 / 16.0, within(1e-12));
    assertThat(new Flips(16, 0).chance()).isCloseTo(Math.pow(2, -16), within(1e-12));
    assertThat(new Flips(600, 400).chance()).isBetween(1e-11, 1e-9);
    assertThat(new Flips(5000, 0).chance()).isEqualTo(0);
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
