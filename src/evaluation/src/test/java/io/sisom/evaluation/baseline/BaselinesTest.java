package io.sisom.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sisom.evaluation.Detector;
import io.sisom.evaluation.KnownTable;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import io.sisom.method.TapLayout.Tap;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each detector on numbers small enough to work out by hand: 2 classes, last tap of 2 units. */
@Tag("numeric")
class BaselinesTest {
  private static final Offset<Double> CLOSE = within(1e-6);
  private static final Head HEAD =
      new Head(List.of("a", "b"), 2, new float[] {1, 0, 0, 1}, new float[] {0, 0});

  @Test
  void logitDetectorsFollowTheirFormulas() {
    double p = Math.exp(2) / (Math.exp(2) + 1);
    assertThat(score(new Msp(), 2, 0)).isEqualTo(1 - p, CLOSE);
    assertThat(score(new MaxLogit(), 2, 0)).isEqualTo(-2, CLOSE);
    assertThat(score(new Energy(), 2, 0)).isEqualTo(-Math.log(Math.exp(2) + 1), CLOSE);
    assertThat(score(new Gen(), 2, 0)).isEqualTo(2 * Math.pow(p * (1 - p), 0.1), CLOSE);
    assertThat(score(new OdinTemperature(), 2, 0)).isEqualTo(1 - 1 / (1 + Math.exp(-0.002)), CLOSE);
  }

  @Test
  void klMatchingMeasuresFromTheMeanOfTheFramesPredictedAlike() {
    double near = 1 / (1 + Math.exp(-4));
    double far = 1 / (1 + Math.exp(-2));
    double template = (near + far) / 2;
    double expected =
        far * Math.log(far / template) + (1 - far) * Math.log((1 - far) / (1 - template));
    KnownTable known = known(frames(4, 0, 2, 0, 0, 4, 0, 2));
    assertThat(score(new KlMatching(), known, 2, 0)).isEqualTo(expected, CLOSE);
  }

  @Test
  void knnMeasuresBetweenDirectionsAndCoreSetBetweenFeatures() {
    KnownTable known = known(frames(2, 0, 0, 3));
    // Fewer than 50 known frames: the farthest of them counts.
    assertThat(score(new Knn(), known, 1, 0)).isEqualTo(Math.sqrt(2), CLOSE);
    assertThat(score(new CoreSetDistance(), known, 1, 0)).isEqualTo(1, CLOSE);
  }

  @Test
  void reActClipsAtTheNinetiethPercentileOfAllKnownUnits() {
    // Ten units, 0 to 9: nine tenths of the way from the first to the last lies 8.1.
    KnownTable known = known(frames(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    double limit = 8.1;
    double expected = -Math.log(Math.exp(limit) + Math.exp(1));
    assertThat(score(new ReAct(), known, 100, 1)).isEqualTo(expected, within(1e-5));
  }

  @Test
  void diceKeepsTheWeightsThatContributeMost() {
    // Contributions, weight times mean: 3 0 / 0 1. Their 90th percentile lies below 3 alone.
    KnownTable known = known(frames(3, 1, 3, 1));
    assertThat(score(new Dice(), known, 2, 5))
        .isEqualTo(-Math.log(Math.exp(2) + Math.exp(0)), CLOSE);
  }

  @Test
  void ashPutsTheWholeSumOnTheStrongestUnits() {
    assertThat(score(new Ash(), 2, 5)).isEqualTo(-Math.log(Math.exp(0) + Math.exp(7)), CLOSE);
    assertThat(score(new Ash(), 4, 4)).isEqualTo(-Math.log(Math.exp(8) + Math.exp(0)), CLOSE);
  }

  @Test
  void nacFindsStatesThatNoKnownFrameHadUncovered() {
    KnownTable known = known(frames(new float[200], 0.5f));
    double same = new Nac().fit(known).score(frames(new float[] {0.5f, 0.5f}))[0];
    double other = new Nac().fit(known).score(frames(new float[] {-3, 0.5f}))[0];
    assertThat(same).isEqualTo(-1, CLOSE);
    assertThat(other).isEqualTo(-0.5, CLOSE);
  }

  @Test
  void nacThresholdsRiseFromZeroPastOneThroughAHalf() {
    double[] thresholds = Coverage.thresholds(50);
    assertThat(thresholds).hasSize(50).isSorted().startsWith(0).endsWith(1.01, 1.2).contains(0.5);
  }

  @Test
  void detectorsThatReshapeTheHeadsInputAreLeftOutWhereTheHeadReadsSomethingElse() {
    Activations tap = frames(3, 1, 2, 2);
    Activations elsewhere =
        new Activations(2, new float[] {9, 8, 7, 6}, tap.taps(), tap.tapGradients());
    assertThat(names(known(tap))).hasSize(12).contains("ReAct", "DICE", "ASH-B");
    assertThat(names(known(elsewhere))).hasSize(9).doesNotContain("ReAct", "DICE", "ASH-B");
    assertThatThrownBy(() -> new Ash().fit(known(elsewhere)))
        .hasMessageContaining("does not read the last tap (last)");
  }

  private static List<String> names(KnownTable known) {
    return Baselines.applicableTo(known).stream().map(Detector::name).toList();
  }

  private static double score(Detector detector, float first, float second) {
    return score(detector, known(frames(1, 0, 0, 1)), first, second);
  }

  private static double score(Detector detector, KnownTable known, float first, float second) {
    return detector.fit(known).score(frames(first, second))[0];
  }

  private static KnownTable known(Activations features) {
    TapLayout layout = new TapLayout(List.of(new Tap("last", 0, 2)));
    return new KnownTable(features, new int[features.frames()], layout, HEAD);
  }

  private static Activations frames(float[] units, float filler) {
    Arrays.fill(units, filler);
    return frames(units);
  }

  /** Frames of two units, which under the head are their logits; gradients of 1. */
  private static Activations frames(float... units) {
    float[] ones = new float[units.length];
    Arrays.fill(ones, 1);
    return new Activations(units.length / 2, units, units, ones);
  }
}
