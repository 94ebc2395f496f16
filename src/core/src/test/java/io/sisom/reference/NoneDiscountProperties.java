package io.sisom.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class NoneDiscountProperties {
  @Property
  void ofTwoFramesAsLikelyToShowNoClassTheMoreNovelOneStaysAhead(
      @ForAll @DoubleRange(min = -500, max = 500) double low,
      @ForAll @DoubleRange(min = 0, max = 500) double more,
      @ForAll @DoubleRange(min = 0, max = 1) double probability) {
    assertThat(NoneDiscount.rank(low + more, probability))
        .isGreaterThanOrEqualTo(NoneDiscount.rank(low, probability));
  }

  @Property
  void theLikelierAFrameShowsNoClassTheLowerItRanksAndNeverAboveItsScore(
      @ForAll double score,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    double lower = NoneDiscount.rank(score, Math.max(one, other));
    double higher = NoneDiscount.rank(score, Math.min(one, other));
    assertThat(lower).isNotNaN();
    assertThat(lower <= higher || lower - higher <= 1e-9 * Math.abs(higher)).isTrue();
    assertThat(higher).isLessThanOrEqualTo(score);
  }

  @Property
  void withoutAProbabilityItIsTheScoreToTheBit(@ForAll double score) {
    assertThat(NoneDiscount.rank(score, 0)).isEqualTo(score);
  }

  @Example
  void aLargeScoreIsMultipliedByTheSquareAndAnInfiniteOneLosesToo() {
    assertThat(NoneDiscount.rank(1_000, 0.5)).isCloseTo(250, within(1e-9));
    assertThat(NoneDiscount.rank(Double.POSITIVE_INFINITY, 0.9999)).isLessThan(1);
    assertThat(NoneDiscount.rank(Double.POSITIVE_INFINITY, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NoneDiscount.rank(-300, 0.5)).isCloseTo(-300 - 2 * Math.log(2), within(1e-9));
  }

  @Example
  void whatIsNoProbabilityChangesNothingOrAll() {
    assertThat(NoneDiscount.rank(3, Double.NaN)).isEqualTo(3);
    assertThat(NoneDiscount.rank(3, -1)).isEqualTo(3);
    assertThat(NoneDiscount.rank(3, 7)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NoneDiscount.bits(Double.NaN, 16)).isZero();
    assertThat(NoneDiscount.bits(7, 16)).isEqualTo(16);
  }

  @Example
  void bitsAreOfTheSquareAndBounded() {
    assertThat(NoneDiscount.bits(0, 16)).isZero();
    assertThat(NoneDiscount.bits(0.5, 16)).isCloseTo(2, within(1e-12));
    assertThat(NoneDiscount.bits(1, 16)).isEqualTo(16);
  }
}
