package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sisom.fitting.Progress;
import io.sisom.labeling.Captured;
import io.sisom.method.Calibration;
import io.sisom.method.Enhancement;
import io.sisom.method.Moments;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.SensorCalibrations;
import io.sisom.reference.Verdict;
import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import io.sisom.training.BuildOutcome.Built;
import io.sisom.training.BuildOutcome.NotBuildable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numeric")
class ReferenceBuilderTest {
  @Test
  void buildsASetFromWhatIsNotHeldOut() {
    Built built = built(Pool.of(100, 50, 4), Map.of());
    assertThat(built.report().calibrationFrames()).isEqualTo(20 + 10);
    assertThat(built.report().pooledFrames()).isEqualTo(80 + 40 + 4);
    assertThat(built.report().knownByLabel())
        .as("a tenth, at least 50, at most all")
        .isEqualTo(Map.of("bird", 50, "cat", 40, "dog", 4));
    assertThat(built.reference().known().size()).isEqualTo(94);
    assertThat(built.reference().calibration().size()).isEqualTo(30);
    assertThat(built.report().accuracy()).isEqualTo(1);
    assertThat(built.report().radius()).isPositive();
    assertThat(built.reference().ratioAverage()).isBetween(0.0, 0.5);
    assertThat(built.reference().balance().weight()).isEqualTo(built.reference().ratioAverage());
  }

  @Test
  void keepsEveryPooledFrameWhenAskedTo() {
    Built built = built(Pool.of(100, 50, 4), Map.of("training.reduce", "false"));
    assertThat(built.reference().known().size()).isEqualTo(124);
    assertThat(built.report().radius()).isZero();
  }

  @Test
  void givesTheSameSetInWhateverOrderFramesCome() {
    Pool pool = Pool.of(60, 60, 60);
    Map<String, String> small = Map.of("training.reduce.minimum", "5");
    ReferenceSet one = built(pool, small).reference();
    ReferenceSet other = built(pool.shuffled(3), small).reference();
    assertThat(one.known().frameIds()).isEqualTo(other.known().frameIds());
    assertThat(one.known().features().values()).isEqualTo(other.known().features().values());
    assertThat(one.balance()).isEqualTo(other.balance());
    assertThat(one.calibration().sisome().scores())
        .isEqualTo(other.calibration().sisome().scores());
  }

  @Test
  void holdsOutNoFrameThatIsKnown() {
    Pool pool = Pool.of(40, 40, 40);
    ReferenceSet reference = built(pool, Map.of("training.reduce", "false")).reference();
    assertThat(reference.known().size() + reference.calibration().size()).isEqualTo(120);
    assertThat(reference.known().frameIds()).doesNotHaveDuplicates();
  }

  @Test
  void movesFewFramesWhenLabelsArrive() {
    Map<String, String> all = Map.of("training.reduce", "false");
    List<String> before = built(Pool.of(100, 100, 0), all).reference().known().frameIds();
    List<String> after = built(Pool.of(105, 105, 0), all).reference().known().frameIds();
    List<String> moved = new ArrayList<>(before);
    moved.removeAll(after);
    assertThat(moved).hasSizeLessThan(12);
  }

  @ParameterizedTest
  @EnumSource
  void calibratesOnTheScoresTheScorerGives(ScoreForm form) {
    Pool pool = Pool.of(50, 50, 50);
    ReferenceSet reference =
        built(pool, Map.of("score.form", form.key(), "training.reduce", "false")).reference();
    FrameScorer scorer = new FrameScorer(reference);
    LabeledFeatures frames = pool.features();
    List<Double> heldOut = new ArrayList<>();
    for (int row = 0; row < frames.size(); row++) {
      if (!reference.known().frameIds().contains(frames.frameIds().get(row))) {
        Verdict outcome = scorer.score(frames.logits(), frames.taps(), frames.tapGradients(), row);
        heldOut.add(((Verdict.Scored) outcome).sisome());
      }
    }
    assertThat(heldOut.stream().mapToDouble(score -> score).sorted().toArray())
        .isEqualTo(reference.calibration().sisome().scores());
  }

  @Test
  void leavesOutAndCountsWhatItCannotUse() {
    Pool pool = Pool.of(20, 20, 20).with("odd", "unicorn", 1).with("bad", "cat", Float.NaN);
    Built built = built(pool, Map.of("training.reduce", "false"));
    assertThat(built.report().unknownLabelFrames()).isEqualTo(1);
    assertThat(built.report().notFiniteFrames()).isEqualTo(1);
    assertThat(built.report().pooledFrames() + built.report().calibrationFrames()).isEqualTo(60);
  }

  @Test
  void takesSteepnessAsSetOrRelativeToTheSignal() {
    Pool pool = Pool.of(20, 20, 20);
    ReferenceSet set = built(pool, Map.of("steepness", "late=0.25")).reference();
    assertThat(steepness(set).alphas()).containsExactly(0.0, 0.25);
    assertThat(set.known().features().width()).isEqualTo(2);

    double one =
        steepness(built(pool, Map.of("steepness.relative", "0.1")).reference()).alphas().get(1);
    double two =
        steepness(built(pool, Map.of("steepness.relative", "0.2")).reference()).alphas().get(1);
    assertThat(two).isCloseTo(2 * one, within(1e-12));
  }

  @Test
  void takesTheWeightAsSet() {
    assertThat(
            built(Pool.of(20, 20, 0), Map.of("score.weight", "0.75"))
                .reference()
                .balance()
                .weight())
        .isEqualTo(0.75);
  }

  @Test
  void buildsALeanSet() {
    ReferenceSet set =
        built(Pool.of(100, 50, 4), Map.of("score.profile", "lean", "score.taps", "late"))
            .reference();
    assertThat(set.profile()).isEqualTo(Profile.LEAN);
    assertThat(set.needsGradients()).isFalse();
    assertThat(set.rule().neighbors()).isEqualTo(10);
    assertThat(set.form()).isEqualTo(ScoreForm.ZSCORE);
    assertThat(set.balance().weight()).isEqualTo(0.5);
    Moments distances = Moments.ofFinite(set.calibration().ratios().scores());
    assertThat(set.balance().ratioMean()).as("of held-out frames").isEqualTo(distances.mean());
    assertThat(set.balance().ratioDeviation()).isEqualTo(distances.deviation());
  }

  @Test
  void calibratesTheLeanScoreOnTheScoresTheScorerGives() {
    Pool pool = Pool.of(50, 50, 50);
    ReferenceSet set =
        built(pool, Map.of("score.profile", "lean", "training.reduce", "false")).reference();
    FrameScorer scorer = new FrameScorer(set);
    LabeledFeatures frames = pool.features();
    List<Double> heldOut = new ArrayList<>();
    for (int row = 0; row < frames.size(); row++) {
      if (!set.known().frameIds().contains(frames.frameIds().get(row))) {
        Verdict outcome = scorer.score(frames.logits(), frames.taps(), new float[0], row);
        heldOut.add(((Verdict.Scored) outcome).sisome());
      }
    }
    assertThat(heldOut.stream().mapToDouble(score -> score).sorted().toArray())
        .isEqualTo(set.calibration().sisome().scores());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sisome", "lean"})
  void aHeldOutFrameTakenForAClassWithoutKnownFramesDoesNotUseUpAlpha(String profile) {
    Pool pool = Pool.of(50, 50, 0);
    LabeledFeatures frames = pool.features();
    float[] logits = frames.logits().clone();
    for (int row = 0; row < frames.size(); row++) {
      logits[row * 3 + 2] = 100; // the model takes every frame for a dog, of which none is known
    }
    LabeledFeatures dogs =
        new LabeledFeatures(
            frames.frameIds(), frames.labels(), logits, frames.taps(), frames.tapGradients());
    ReferenceSet set =
        ((Built) builder(Map.of("score.profile", profile)).build(dogs, Progress.UNWATCHED))
            .reference();
    assertThat(set.holdsEveryClass()).isFalse();
    assertThat(set.calibration().size()).isEqualTo(20);
    assertThat(Moments.ofFinite(set.calibration().sisome().scores()).count()).isEqualTo(20);
  }

  @Test
  void aSensorWithEnoughHeldOutFramesHasACalibrationOfItsOwn() {
    LabeledFeatures frames = Pool.of(100, 100, 0).features();
    Map<String, Captured> captured = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      captured.put("bird-" + i, new Captured("cam-1", Instant.ofEpochMilli(i)));
      captured.put("cat-" + i, new Captured(i < 90 ? "cam-2" : "cam-3", Instant.ofEpochMilli(i)));
    }
    ReferenceSet set =
        ((Built)
                builder(Map.of("training.calibration.sensor.frames", "5"))
                    .build(frames.seenBy(captured), Progress.UNWATCHED))
            .reference();

    assertThat(set.sensors().frames())
        .containsEntry("cam-1", 20)
        .containsKey("cam-2")
        .doesNotContainKey("cam-3");
    List<Double> all = boxed(set.calibration().sisome());
    set.sensors()
        .bySensor()
        .forEach(
            (sensor, own) -> {
              assertThat(all).as(sensor).containsAll(boxed(own.scores()));
              assertThat(own.effective()).isBetween(1.0, (double) own.scores().size());
            });
    assertThat(set.sensors().pooledEffective().orElseThrow()).isBetween(3.0, 40.0);
    ReferenceSet unseen = built(Pool.of(100, 100, 0), Map.of()).reference();
    assertThat(unseen.sensors()).isEqualTo(SensorCalibrations.UNKNOWN);
    assertThat(unseen.calibration().sisome().scores())
        .as("who saw a frame changes nothing of its score")
        .isEqualTo(set.calibration().sisome().scores());
  }

  private static List<Double> boxed(Calibration scores) {
    return Arrays.stream(scores.scores()).boxed().toList();
  }

  @Test
  void reportsProgressUpToTheEnd() {
    List<Long> left = new ArrayList<>();
    builder(Map.of()).build(Pool.of(20, 20, 0).features(), (done, total) -> left.add(total - done));
    assertThat(left).isSortedAccordingTo((a, b) -> Long.compare(b, a)).endsWith(0L);
    assertThat(left.get(0)).isPositive();
  }

  @Test
  void refusesAnEmptyPool() {
    assertThat(notBuildable(Pool.of(0, 0, 0), Map.of())).contains("no labeled frame can be used");
    assertThat(notBuildable(Pool.of(0, 0, 0).with("odd", "unicorn", 1), Map.of()))
        .contains("1 have a label unknown");
  }

  @Test
  void refusesASingleClass() {
    assertThat(notBuildable(Pool.of(0, 30, 0), Map.of())).contains("cat").contains("two labels");
  }

  @Test
  void refusesAPoolTooSmallToHoldOutAnything() {
    assertThat(notBuildable(Pool.of(4, 4, 4), Map.of())).contains("calibration");
  }

  @Test
  void refusesTapsThatAreNotThereOrAllOff() {
    assertThat(notBuildable(Pool.of(20, 20, 0), Map.of("steepness", "middle=1")))
        .contains("middle")
        .contains("[early, late]");
    assertThat(notBuildable(Pool.of(20, 20, 0), Map.of("steepness", "late=0")))
        .contains("switched off");
  }

  @Test
  void refusesOneFramePerClassInThePool() {
    assertThat(notBuildable(Pool.of(5, 5, 0), Map.of("training.calibration.fraction", "0.8")))
        .contains("no label has two frames");
  }

  @Test
  void refusesArraysOfAnotherModel() {
    LabeledFeatures frames =
        new LabeledFeatures(List.of("f"), List.of("cat"), new float[2], new float[4], new float[4]);
    assertThatThrownBy(() -> builder(Map.of()).build(frames, Progress.UNWATCHED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not fit 2 logits");
  }

  @Test
  void buildsALeanSetWithoutGradients() {
    Pool pool = Pool.of(40, 40, 0);
    BuildOutcome without =
        builder(Map.of("score.profile", "lean"))
            .build(withoutGradients(pool.features()), Progress.UNWATCHED);
    assertThat(without).isInstanceOf(Built.class);
    ReferenceSet with = built(pool, Map.of("score.profile", "lean")).reference();
    ReferenceSet set = ((Built) without).reference();
    assertThat(set.known().features().values()).isEqualTo(with.known().features().values());
    assertThat(set.calibration().sisome().scores()).isEqualTo(with.calibration().sisome().scores());
  }

  @Test
  void refusesFramesWithoutTheGradientsTheScoreReads() {
    LabeledFeatures bare = withoutGradients(Pool.of(40, 40, 0).features());
    assertThatThrownBy(() -> builder(Map.of()).build(bare, Progress.UNWATCHED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradients are missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"late", "late=x", "late=-1", "late=1,late=2", "late=NaN", "a=b=1"})
  void refusesSteepnessThatSaysNothing(String value) {
    assertThatThrownBy(() -> builder(Map.of("steepness", value)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("steepness");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.5", "1.1", "NaN"})
  void refusesAWeightThatIsNone(String value) {
    assertThatThrownBy(() -> builder(Map.of("score.weight", value)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("score.weight");
  }

  private static LabeledFeatures withoutGradients(LabeledFeatures frames) {
    return new LabeledFeatures(
        frames.frameIds(), frames.labels(), frames.logits(), frames.taps(), new float[0]);
  }

  private static Steepness steepness(ReferenceSet set) {
    return ((Enhancement) set.rule().features()).steepness();
  }

  private static Built built(Pool pool, Map<String, String> settings) {
    BuildOutcome outcome = builder(settings).build(pool.features(), Progress.UNWATCHED);
    assertThat(outcome).isInstanceOf(Built.class);
    return (Built) outcome;
  }

  private static String notBuildable(Pool pool, Map<String, String> settings) {
    BuildOutcome outcome = builder(settings).build(pool.features(), Progress.UNWATCHED);
    assertThat(outcome).isInstanceOf(NotBuildable.class);
    return ((NotBuildable) outcome).reason();
  }

  private static ReferenceBuilder builder(Map<String, String> settings) {
    Map<String, String> given = new HashMap<>(Map.of("score.profile", "sisome"));
    given.putAll(settings);
    return new ReferenceBuilder(ReferenceConfig.from(Settings.of(given)), Pool.LAYOUT, Pool.HEAD);
  }
}
