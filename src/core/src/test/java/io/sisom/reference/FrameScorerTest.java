package io.sisom.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.DistanceKernel;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.InnerClass;
import io.sisom.method.LeanFeature;
import io.sisom.method.OuterReading;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import io.sisom.reference.Verdict.NotScorable;
import io.sisom.reference.Verdict.Scored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class FrameScorerTest {
  private static final TapLayout LAYOUT =
      new TapLayout(List.of(new TapLayout.Tap("early", 0, 1), new TapLayout.Tap("late", 1, 1)));
  private static final float[] LOGITS = {9, 9, 9, 0, 2, 0};
  private static final float[] ZEROS = new float[4];
  private static final float[] ONES = {1, 1, 1, 1};

  @Test
  void scoresTheRowOfTheBatchItIsAskedFor() {
    Scored scored = (Scored) scorer().score(LOGITS, ZEROS, ONES, 1);
    double energy = -Math.log(Math.exp(2) + 2);
    assertThat(scored.predicted()).isEqualTo(1);
    assertThat(scored.enhanced()).containsExactly(0f);
    assertThat(scored.neighbors().inner()).isEqualTo(0.125);
    assertThat(scored.neighbors().outer()).isEqualTo(0.25);
    assertThat(scored.neighbors().innerRow()).isEqualTo(2);
    assertThat(scored.neighbors().outerRow()).isZero();
    assertThat(scored.ratio()).isEqualTo(0.5);
    assertThat(scored.energy()).isEqualTo(energy);
    assertThat(scored.sisome()).isEqualTo(0.5 * energy + 0.25);
    assertThat(scored.pValue()).as("one of three calibration scores is higher").isEqualTo(0.5);
  }

  @Test
  void whereThePseudoClassHasNoKnownFrameTheLikeliestClassThatHasOnesIsMeasuredTo() {
    Scored scored = (Scored) scorer().score(new float[] {0, 1, 5}, ZEROS, ONES, 0);
    assertThat(scored.predicted()).as("still what the model says").isEqualTo(2);
    assertThat(scored.neighbors().inner())
        .as("to the cat, likelier than the bird")
        .isEqualTo(0.125);
    assertThat(scored.neighbors().outer()).isEqualTo(0.25);
    assertThat(scored.neighbors().innerRow()).isEqualTo(2);
    assertThat(scored.ratio()).isEqualTo(0.5);
    Scored tied = (Scored) scorer().score(new float[] {1, 1, 5}, ZEROS, ONES, 0);
    assertThat(tied.neighbors().innerRow()).as("the lowest on a tie").isZero();
  }

  @Test
  void bySetsOfEarlierFormatsItIsInfinitelyNovel() {
    ReferenceSet set = reference(new int[] {0, 1, 1}, 1);
    ReferenceSet earlier = set.with(set.rule().with(InnerClass.PREDICTED));
    Scored scored = (Scored) new FrameScorer(earlier).score(new float[] {0, 1, 5}, ZEROS, ONES, 0);
    assertThat(scored.ratio()).isInfinite();
    assertThat(scored.sisome()).isInfinite();
    assertThat(scored.pValue()).isEqualTo(0.25);
  }

  @Test
  void tellsWhyAFrameHasNoScore() {
    assertThat(scorer().score(new float[] {0, Float.NaN, 0}, ZEROS, ONES, 0))
        .isEqualTo(new NotScorable("the model's logits for this frame are not finite numbers"));
    assertThat(scorer().score(LOGITS, new float[] {0, Float.NaN}, ONES, 0))
        .isEqualTo(new NotScorable("the model's features for this frame are not finite numbers"));
  }

  @Test
  void scoresABatchAsItsRowsOneByOne() {
    float[] logits = {9, 0, 0, 0, Float.NaN, 0, 0, 2, 0, 0, 0, 5};
    float[] taps = {0, 0.5f, 0, 0, 0, Float.NaN, 0, -0.5f};
    float[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
    List<Verdict> verdicts = scorer().score(logits, taps, ones, 0, 4);
    assertThat(verdicts).hasSize(4);
    assertThat(verdicts.get(1)).isInstanceOf(NotScorable.class);
    assertThat(verdicts.get(2)).isInstanceOf(NotScorable.class);
    for (int row = 0; row < 4; row++) {
      assertThat(verdicts.get(row))
          .usingRecursiveComparison()
          .isEqualTo(scorer().score(logits, taps, ones, row));
    }
    assertThat(((Scored) verdicts.get(3)).predicted()).isEqualTo(2);
    assertThat(((Scored) verdicts.get(3)).enhanced()[0]).isNegative();
    assertThat(scorer().score(logits, taps, ones, 2, 2)).isEmpty();
  }

  @Test
  void ignoresATapThatIsSwitchedOff() {
    assertThat(scorer().score(LOGITS, new float[] {Float.NaN, 0}, ONES, 0))
        .isInstanceOf(Scored.class);
  }

  @Test
  void refusesASetWhosePartsDoNotFit() {
    assertThatThrownBy(() -> reference(new int[] {0, 1, 3}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame c has label 3");
    assertThatThrownBy(() -> reference(new int[] {0, 1, 1}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("active units");
  }

  @Test
  void refusesAHeadWhoseShapesDisagree() {
    assertThatThrownBy(() -> new Head(List.of("a", "b"), 3, new float[5], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 labels of 3 units");
    assertThatThrownBy(() -> new Head(List.of("a", "a"), 1, new float[2], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not distinct");
  }

  private static FrameScorer scorer() {
    return new FrameScorer(reference(new int[] {0, 1, 1}, 1));
  }

  private static ReferenceSet reference(int[] labels, int width) {
    FloatFeatures features =
        new FloatFeatures(width == 1 ? new float[] {0.25f, 0.5f, 0.125f} : new float[6], 3, width);
    Calibration scores = Calibration.of(-3, -2, 10);
    return new ReferenceSet(
        DistanceRule.sisome(Steepness.absolute(LAYOUT, Map.of("late", 1.0)), OuterReading.QUERY),
        new Head(List.of("bird", "cat", "dog"), 1, new float[3], new float[3]),
        new KnownFrames(features, labels, List.of("a", "b", "c")),
        ScoreForm.RAW,
        new Balance(0.5, 0, 1, 0, 1),
        0.5,
        new CalibrationScores(scores, scores, scores),
        "");
  }

  @Test
  void whatShowsNoneOfTheClassesHasAProbabilityAndNoOtherFigureKnowsOfIt() {
    ReferenceSet plain = reference(new int[] {0, 1, 1}, 1);
    Head rows = new Head(List.of("foreign", "fault"), 1, new float[] {2, 0}, new float[] {0, -1});
    ReferenceSet learned = plain.withNone(Optional.of(new NoneRows(rows, 1)));
    float[] taps = {7, 7, 7, 0.5f};

    Scored before = (Scored) new FrameScorer(plain).score(LOGITS, taps, ONES, 1);
    Scored after = (Scored) new FrameScorer(learned).score(LOGITS, taps, ONES, 1);

    double none = Math.exp(1) + Math.exp(-1);
    assertThat(after.noneProbability().orElseThrow())
        .isCloseTo(none / (none + Math.exp(2) + 2), within(1e-9));
    assertThat(before.noneProbability()).isEmpty();
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields("noneProbability")
        .isEqualTo(before);
  }

  @Test
  void aSensorsPValueIsOfItsOwnCalibrationWhereItHasOne() {
    FrameScorer scorer = new FrameScorer(withSensors(), DistanceKernel.preferred(), 0, 0.4);
    assertThat(scorer.pValue("own", 5))
        .isEqualTo(new SensorPValue(3 / 5.0, CalibrationSource.SENSOR));
    assertThat(scorer.pValue("other", 5))
        .as("one of three of all sensors is as high")
        .isEqualTo(new SensorPValue(0.5, CalibrationSource.POOLED));
    assertThat(scorer.pValue("short", 5).source())
        .as("by its own one score no p-value is below 0.5, and no frame could be novel")
        .isEqualTo(CalibrationSource.POOLED);
    assertThat(scorer.smallestPValue()).isEqualTo(0.25);
  }

  @Test
  void withAConfidenceASensorsFramesCountForWhatTheyAreWorth() {
    FrameScorer scorer = new FrameScorer(withSensors(), DistanceKernel.preferred(), 0.5, 1);
    assertThat(scorer.pValue("own", Double.POSITIVE_INFINITY).value())
        .isCloseTo(1 - Math.pow(0.5, 1 / 2.0), within(1e-9));
    assertThat(scorer.smallestPValue())
        .as("three frames are worth two and a half")
        .isCloseTo(1 - Math.pow(0.5, 1 / 2.5), within(1e-9));
  }

  private static ReferenceSet withSensors() {
    return reference(new int[] {0, 1, 1}, 1)
        .withSensors(
            new SensorCalibrations(
                OptionalDouble.of(2.5),
                Map.of(
                    "own", new SensorCalibration(Calibration.of(5, 6, 1, 2), 2),
                    "short", new SensorCalibration(Calibration.of(1), 1))));
  }

  @Test
  void rowsOfNoneThatReadBeyondTheTapsAreRefused() {
    Head rows = new Head(List.of("foreign"), 1, new float[1], new float[1]);
    ReferenceSet set = reference(new int[] {0, 1, 1}, 1);
    assertThatThrownBy(() -> set.withNone(Optional.of(new NoneRows(rows, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("units 2 to 3");
    Head wide = new Head(List.of("foreign"), 2, new float[2], new float[1]);
    assertThatThrownBy(() -> set.withNone(Optional.of(new NoneRows(wide, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFrameNamesTheMutedOneItIsLikeAndNoOtherFigureKnowsOfIt() {
    ReferenceSet plain = reference(new int[] {0, 1, 1}, 1);
    LeanFeature likeness = new LeanFeature(LAYOUT, List.of("early", "late"));
    FloatFeatures signs = new FloatFeatures(new float[] {1, -1, 1, 0.875f, 1, 0.75f}, 3, 2);
    float[] radii = {0.2f, 0.2f, 0.3f};
    List<String> ids = List.of("another", "near", "less near");
    ReferenceSet muting =
        plain.withMuted(Optional.of(new MutedFrames(likeness, signs, radii, ids)));
    float[] taps = {9, 9, 5, 7};

    Scored before = (Scored) new FrameScorer(plain).score(LOGITS, taps, ONES, 1);
    Scored after = (Scored) new FrameScorer(muting).score(LOGITS, taps, ONES, 1);

    assertThat(before.mutedBy()).isEmpty();
    assertThat(after.mutedBy()).contains("near");
    assertThat(after).usingRecursiveComparison().ignoringFields("mutedBy").isEqualTo(before);
    float[] farther = {9, 9, 5, 0};
    assertThat(((Scored) new FrameScorer(muting).score(LOGITS, farther, ONES, 1)).mutedBy())
        .as("beyond every radius")
        .isEmpty();
  }
}
