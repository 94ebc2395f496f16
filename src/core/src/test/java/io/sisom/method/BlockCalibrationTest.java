package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class BlockCalibrationTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Example
  void countsEachBlockOnceHoweverManyFramesItHas() {
    BlockCalibration blocks = blocks(new double[] {1, 1, 5, 5}, new double[] {2});
    assertThat(blocks.pValue(0)).isEqualTo(1);
    assertThat(blocks.pValue(2)).isEqualTo((1 + 0.5 + 1) / 3);
    assertThat(blocks.pValue(5)).isEqualTo((1 + 0.5) / 3);
    assertThat(blocks.pValue(6)).isEqualTo(1 / 3.0).isEqualTo(blocks.smallest());
    assertThat(blocks.maxima().scores()).containsExactly(2, 5);
  }

  @Example
  void isThePlainCalibrationWhereEveryBlockHasOneFrame() {
    BlockCalibration blocks =
        blocks(new double[] {3}, new double[] {-0.0}, new double[] {INFINITE});
    Calibration plain = Calibration.of(3, 0, INFINITE);
    for (double score : new double[] {-1, 0, 1, 3, 4, INFINITE}) {
      assertThat(blocks.pValue(score)).isCloseTo(plain.pValue(score), within(1e-12));
      assertThat(blocks.maxima().pValue(score)).isEqualTo(plain.pValue(score));
    }
  }

  @Example
  void cutsWholeBlocksOfTimeAndLeavesOutWhatAPauseOrTheEndCutsShort() {
    double[] scores = {0, 1, 2, 3, 4, 5, 6, 7};
    long[] millis = {0, 400, 1000, 1400, 9000, 9500, 10_000, 10_400};
    BlockCalibration blocks = BlockCalibration.cut(scores, millis, 1000);
    assertThat(blocks.maxima().scores()).as("0–1, then 9.0–9.5").containsExactly(1, 5);
  }

  @Example
  void callsNothingNovelWithoutABlock() {
    BlockCalibration none = BlockCalibration.cut(new double[] {1, 2}, new long[] {0, 10}, 1000);
    assertThat(none.size()).isZero();
    assertThat(none.pValue(INFINITE)).isEqualTo(1);
    assertThat(none.maxima().pValue(INFINITE)).isEqualTo(1);
  }

  @Example
  void refusesWhatCannotBeBlocks() {
    assertThatThrownBy(() -> blocks(new double[] {1}, new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("block 1");
    assertThatThrownBy(() -> BlockCalibration.cut(new double[] {1, 2}, new long[] {5, 4}, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame 1");
  }

  /** Each of n + 1 exchangeable blocks in turn is the new one, each of its frames the drawn one. */
  @Property
  void alertsAtMostAlphaOfFramesDrawnFromExchangeableBlocks(
      @ForAll("someBlocks") List<double[]> all,
      @ForAll @DoubleRange(min = 0.001, max = 1) @Scale(3) double alpha) {
    double alerts = 0;
    for (int fresh = 0; fresh < all.size(); fresh++) {
      BlockCalibration others = BlockCalibration.of(without(all, fresh));
      alerts +=
          Arrays.stream(all.get(fresh)).filter(score -> others.pValue(score) <= alpha).count()
              / (double) all.get(fresh).length;
    }
    assertThat(alerts / all.size()).isLessThanOrEqualTo(alpha + 1e-9);
  }

  @Property
  void alertsInAtMostAlphaOfExchangeableBlocksByTheirMaxima(
      @ForAll("someBlocks") List<double[]> all,
      @ForAll @DoubleRange(min = 0.001, max = 1) @Scale(3) double alpha) {
    int alarmed = 0;
    for (int fresh = 0; fresh < all.size(); fresh++) {
      Calibration maxima = BlockCalibration.of(without(all, fresh)).maxima();
      alarmed +=
          Arrays.stream(all.get(fresh)).anyMatch(score -> maxima.pValue(score) <= alpha) ? 1 : 0;
    }
    assertThat((double) alarmed / all.size()).isLessThanOrEqualTo(alpha + 1e-9);
  }

  @Property
  void fallsAsTheScoreGrowsAndNeverBelowItsSmallest(
      @ForAll("someBlocks") List<double[]> all, @ForAll double first, @ForAll double second) {
    BlockCalibration blocks = BlockCalibration.of(all);
    double low = Math.min(first, second);
    double high = Math.max(first, second);
    assertThat(blocks.pValue(high)).isBetween(blocks.smallest(), blocks.pValue(low));
    assertThat(blocks.pValue(low)).isLessThanOrEqualTo(1);
    assertThat(blocks.maxima().pValue(high))
        .as("a block's highest score is the harder one to exceed")
        .isGreaterThanOrEqualTo(blocks.pValue(high) - 1e-12);
  }

  /** Scores that stay for a whole block: taken for independent, they keep no promise. */
  @Example
  void holdsWhereFramesOfABlockAreOneAndThePlainOneDoesNot() {
    Random random = new Random(5);
    int trials = 4000;
    int plainAlarms = 0;
    int blockAlarms = 0;
    for (int trial = 0; trial < trials; trial++) {
      List<double[]> all = new ArrayList<>();
      for (int b = 0; b < 10; b++) {
        double[] block = new double[20];
        Arrays.fill(block, random.nextGaussian());
        all.add(block);
      }
      double fresh = random.nextGaussian();
      double[] frames = all.stream().flatMapToDouble(Arrays::stream).toArray();
      plainAlarms += Calibration.of(frames).pValue(fresh) <= 0.02 ? 1 : 0;
      blockAlarms += BlockCalibration.of(all).pValue(fresh) <= 0.1 ? 1 : 0;
    }
    assertThat(plainAlarms / (double) trials).as("asked at 2 %").isGreaterThan(0.06);
    assertThat(blockAlarms / (double) trials).as("asked at 10 %").isBetween(0.07, 0.11);
  }

  @Provide
  Arbitrary<List<double[]>> someBlocks() {
    return Arbitraries.integers()
        .between(-6, 6)
        .map(score -> score == 6 ? INFINITE : (double) score)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(block -> block.stream().mapToDouble(score -> score).toArray())
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static List<double[]> without(List<double[]> all, int left) {
    List<double[]> others = new ArrayList<>(all);
    others.remove(left);
    return others;
  }

  private static BlockCalibration blocks(double[]... blocks) {
    return BlockCalibration.of(List.of(blocks));
  }
}
