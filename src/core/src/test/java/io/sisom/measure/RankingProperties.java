package io.sisom.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

class RankingProperties {
  private static final Offset<Double> EXACT = within(1e-12);

  @Property
  void aurocIsTheChanceThatANovelFrameRanksAboveAKnownOneTiesHalf(
      @ForAll("scores") double[] known, @ForAll("scores") double[] novel) {
    double wins = 0;
    for (double n : novel) {
      for (double k : known) {
        wins += n > k ? 1 : n == k ? 0.5 : 0;
      }
    }
    double expected = wins / known.length / novel.length;
    assertThat(Ranking.of(known, novel).auroc()).isEqualTo(expected, EXACT);
  }

  @Property
  void auprOutIsTheAveragePrecisionOfTheNovel(
      @ForAll("scores") double[] known, @ForAll("scores") double[] novel) {
    assertThat(Ranking.of(known, novel).auprOut()).isEqualTo(averagePrecision(novel, known), EXACT);
  }

  @Property
  void auprInIsTheAveragePrecisionOfTheKnownUnderNegatedScores(
      @ForAll("scores") double[] known, @ForAll("scores") double[] novel) {
    assertThat(Ranking.of(known, novel).auprIn())
        .isEqualTo(averagePrecision(negated(known), negated(novel)), EXACT);
  }

  @Property
  void falsePositivesStandAtTheFirstThresholdThatPassesEnough(
      @ForAll("scores") double[] known,
      @ForAll("scores") double[] novel,
      @ForAll("percent") int percent) {
    double share = percent / 100.0;
    Ranking ranking = Ranking.of(known, novel);
    assertThat(ranking.novelPassedAt(share)).isEqualTo(passed(known, novel, percent), EXACT);
    assertThat(ranking.knownFlaggedAt(share))
        .isEqualTo(passed(negated(novel), negated(known), percent), EXACT);
  }

  @Property
  void theRocCurveRisesFromCornerToCornerAndHoldsTheAurocAsItsArea(
      @ForAll("scores") double[] known, @ForAll("scores") double[] novel) {
    Ranking ranking = Ranking.of(known, novel);
    List<RocPoint> curve = ranking.roc(Integer.MAX_VALUE);
    assertThat(curve.get(0)).isEqualTo(new RocPoint(0, 0));
    assertThat(curve.get(curve.size() - 1)).isEqualTo(new RocPoint(1, 1));
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      double step = curve.get(i).falsePositives() - curve.get(i - 1).falsePositives();
      assertThat(step).isNotNegative();
      area += step * (curve.get(i).truePositives() + curve.get(i - 1).truePositives()) / 2;
    }
    assertThat(area).isEqualTo(ranking.auroc(), EXACT);
  }

  @Property
  void aThinnedCurveKeepsItsEndsAndItsOrderAndAddsNothing(
      @ForAll("scores") double[] known, @ForAll("scores") double[] novel) {
    Ranking ranking = Ranking.of(known, novel);
    List<RocPoint> whole = ranking.roc(Integer.MAX_VALUE);
    List<RocPoint> thinned = ranking.roc(5);
    assertThat(thinned).hasSizeLessThanOrEqualTo(5).startsWith(whole.get(0));
    assertThat(thinned).endsWith(whole.get(whole.size() - 1)).isSubsetOf(whole);
    assertThat(thinned).doesNotHaveDuplicates();
  }

  @Example
  void refusesNaNAndNothing() {
    assertThatThrownBy(() -> Ranking.of(new double[] {1, Double.NaN}, new double[] {1}))
        .hasMessageContaining("in-distribution")
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Ranking.of(new double[] {1}, new double[0]))
        .hasMessageContaining("novel")
        .hasMessageContaining("none");
  }

  /** Few distinct scores, so that most properties meet ties; infinities and both zeros too. */
  @Provide
  Arbitrary<double[]> scores() {
    return Arbitraries.of(
            -0.0, 0.0, 1.0, 1.5, 2.0, 3.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
        .array(double[].class)
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<Integer> percent() {
    return Arbitraries.integers().between(1, 100);
  }

  private static double averagePrecision(double[] positive, double[] negative) {
    double sum = 0;
    for (double threshold : positive) {
      double found = count(positive, threshold);
      sum += found / (found + count(negative, threshold));
    }
    return sum / positive.length;
  }

  private static long count(double[] scores, double threshold) {
    return Arrays.stream(scores).filter(s -> s >= threshold).count();
  }

  private static double passed(double[] positive, double[] negative, int percent) {
    double threshold =
        DoubleStream.of(positive)
            .sorted()
            .filter(t -> 100 * passing(positive, t) >= (long) percent * positive.length)
            .findFirst()
            .orElseThrow();
    return (double) passing(negative, threshold) / negative.length;
  }

  private static long passing(double[] scores, double threshold) {
    return Arrays.stream(scores).filter(s -> s <= threshold).count();
  }

  private static double[] negated(double[] scores) {
    return Arrays.stream(scores).map(s -> -s).toArray();
  }
}
