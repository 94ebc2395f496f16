package io.sisom.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.Enhancement;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.InnerClass;
import io.sisom.method.LeanFeature;
import io.sisom.method.OuterReading;
import io.sisom.method.Profile;
import io.sisom.method.SalientLeanFeature;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceSetFileTest {
  private static final TapLayout LAYOUT =
      new TapLayout(List.of(new TapLayout.Tap("early", 0, 1), new TapLayout.Tap("late", 1, 1)));
  private static final Steepness LATE = Steepness.absolute(LAYOUT, Map.of("late", 0.5));

  private final Path dir;

  ReferenceSetFileTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void readsBackALeanSet() throws Exception {
    ReferenceSet read = roundTrip(set(DistanceRule.lean(LAYOUT, List.of("late"), 10)));
    assertThat(read.profile()).isEqualTo(Profile.LEAN);
    assertThat(((LeanFeature) read.rule().features()).taps()).containsExactly("late");
    assertThat(read.rule().neighbors()).isEqualTo(10);
    assertThat(read.rule().distance()).isEqualTo(Distance.INNER);
    assertThat(read.needsGradients()).isFalse();
    assertThat(read.fitReport()).isEqualTo("{\"chosen\":1}");
    assertThat(read.known().features().values()).containsExactly(0.25f, 0.5f);
    assertThat(text("format")).as("earlier versions must refuse it").isEqualTo("2");
  }

  @Test
  void readsBackALeanSetOfRootsThatEarlierVersionsRefuse() throws Exception {
    LeanFeature roots = new LeanFeature(LAYOUT, List.of("late"), true);
    ReferenceSet read =
        roundTrip(
            set(new DistanceRule(Profile.LEAN, roots, Distance.INNER, 5, OuterReading.QUERY)));
    assertThat(((LeanFeature) read.rule().features()).root()).isTrue();
    assertThat(text("format")).isEqualTo("3");
  }

  @Test
  void readsBackALeanSetWithEnhancedUnitsThatEarlierVersionsRefuse() throws Exception {
    SalientLeanFeature both =
        new SalientLeanFeature(
            new LeanFeature(LAYOUT, List.of("late"), true), new Enhancement(LATE), 0.25);
    ReferenceSet read =
        roundTrip(
            set(
                new DistanceRule(Profile.LEAN, both, Distance.INNER, 3, OuterReading.QUERY),
                new float[] {0.25f, 0.5f, 0.75f, 1}));
    SalientLeanFeature features = (SalientLeanFeature) read.rule().features();
    assertThat(features.lean().taps()).containsExactly("late");
    assertThat(features.lean().root()).isTrue();
    assertThat(features.salient().steepness()).isEqualTo(LATE);
    assertThat(features.scale()).isEqualTo(0.25);
    assertThat(read.profile()).isEqualTo(Profile.LEAN);
    assertThat(read.needsGradients()).isTrue();
    assertThat(text("format")).isEqualTo("4");
  }

  @Test
  void readsBackThePapersSet() throws Exception {
    ReferenceSet read = roundTrip(set(DistanceRule.sisome(LATE, OuterReading.ANCHOR)));
    assertThat(read.profile()).isEqualTo(Profile.SISOME);
    assertThat(((Enhancement) read.rule().features()).steepness()).isEqualTo(LATE);
    assertThat(read.rule().outer()).isEqualTo(OuterReading.ANCHOR);
    assertThat(read.needsGradients()).isTrue();
    assertThat(text("format")).as("earlier versions can serve it").isEqualTo("1");
  }

  @Test
  void readsBackInWhichNumbersItWasComputed() throws Exception {
    ReferenceSet set = set(DistanceRule.sisome(LATE, OuterReading.ANCHOR));
    assertThat(roundTrip(set).arithmetic()).isEqualTo(Arithmetic.UNKNOWN);
    Arithmetic tf32 = new Arithmetic("tf32", "gpu");
    assertThat(roundTrip(set.computedIn(tf32)).arithmetic()).isEqualTo(tf32);
    assertThat(text("format")).as("earlier versions pass it over").isEqualTo("1");
  }

  @Test
  void aSetWithoutItsNumbersIsReadAsEver() throws Exception {
    ReferenceSetFile.write(set(DistanceRule.sisome(LATE, OuterReading.ANCHOR)), file());
    Safetensors written = Safetensors.read(file());
    Map<String, String> earlier = new HashMap<>(written.metadata());
    earlier.keySet().removeAll(List.of("precision", "device"));
    Path file = dir.resolve("earlier.safetensors");
    new Safetensors(written.tensors(), earlier).write(file);
    assertThat(ReferenceSetFile.read(file).arithmetic()).isEqualTo(Arithmetic.UNKNOWN);
  }

  @Test
  void numbersDifferOnlyWhereBothAreKnown() {
    Arithmetic float32 = new Arithmetic("float32", "cpu");
    assertThat(float32.differsFrom(new Arithmetic("tf32", "gpu"))).isTrue();
    assertThat(float32.differsFrom(new Arithmetic("float32", "gpu"))).isFalse();
    assertThat(float32.differsFrom(Arithmetic.UNKNOWN)).isFalse();
    assertThat(Arithmetic.UNKNOWN.differsFrom(float32)).isFalse();
  }

  @Test
  void readsBackASetWithoutSaliency() throws Exception {
    DistanceRule rule =
        new DistanceRule(
            Profile.SISOME, new Enhancement(LATE, false), Distance.OUTER, 1, OuterReading.QUERY);
    ReferenceSet read = roundTrip(set(rule));
    assertThat(read.needsGradients()).isFalse();
    assertThat(read.rule().distance()).isEqualTo(Distance.OUTER);
    assertThat(text("format")).isEqualTo("2");
  }

  @Test
  void readsAFileThatKnewThePapersScoreAlone() throws Exception {
    roundTrip(set(DistanceRule.sisome(LATE, OuterReading.QUERY)));
    rewrite(
        metadata -> {
          for (String since : List.of("profile", "saliency", "distance", "neighbours", "fit")) {
            assertThat(metadata.remove(since)).as(since).isNotNull();
          }
        });
    ReferenceSet read = ReferenceSetFile.read(file());
    assertThat(read.profile()).isEqualTo(Profile.SISOME);
    assertThat(read.rule().distance()).isEqualTo(Distance.RATIO);
    assertThat(read.needsGradients()).isTrue();
    assertThat(read.fitReport()).isEmpty();
  }

  @Test
  void refusesAFormatOrAProfileItDoesNotKnow() throws Exception {
    roundTrip(set(DistanceRule.sisome(LATE, OuterReading.QUERY)));
    rewrite(metadata -> metadata.put("profile", "fat"));
    assertThatThrownBy(() -> ReferenceSetFile.read(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("fat is not sisome or lean");
    rewrite(metadata -> metadata.put("format", "7"));
    assertThatThrownBy(() -> ReferenceSetFile.read(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("this version reads [1, 2, 3, 4, 5, 6]");
  }

  @Test
  void aSetWithoutKnownFramesOfSomeClassSaysHowItsFramesAreMeasuredAndEarlierVersionsRefuseIt()
      throws Exception {
    DistanceRule rule = DistanceRule.lean(LAYOUT, List.of("late"), 10);
    ReferenceSet read = roundTrip(set(rule, new float[] {0.25f, 0.5f}, 1, 1));
    assertThat(read.rule().inner()).isEqualTo(InnerClass.HELD);
    assertThat(text("format")).isEqualTo("6");
    rewrite(metadata -> metadata.put("innerClass", "any"));
    assertThatThrownBy(() -> ReferenceSetFile.read(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("any is not predicted or held");
  }

  @Test
  void anEarlierSetWithoutKnownFramesOfSomeClassIsMeasuredAsItWasCalibrated() throws Exception {
    DistanceRule rule = DistanceRule.lean(LAYOUT, List.of("late"), 10);
    DistanceRule earlier = rule.with(InnerClass.PREDICTED);
    ReferenceSet read = roundTrip(set(earlier, new float[] {0.25f, 0.5f}, 1, 1));
    assertThat(read.rule().inner()).isEqualTo(InnerClass.PREDICTED);
    assertThat(text("format")).as("written as ever").isEqualTo("2");
  }

  @Test
  void aSetThatHoldsEveryClassIsTheSameFileToTheByteAndNeedsNoWordOfIt() throws Exception {
    DistanceRule rule = DistanceRule.lean(LAYOUT, List.of("late"), 10);
    ReferenceSet read = roundTrip(set(rule));
    byte[] written = Files.readAllBytes(file());
    assertThat(read.rule().inner()).isEqualTo(InnerClass.HELD);
    roundTrip(set(rule.with(InnerClass.PREDICTED)));
    assertThat(Files.readAllBytes(file())).isEqualTo(written);
  }

  @Test
  void refusesMoreNeighborsThanMemoryShouldBeTakenFor() throws Exception {
    roundTrip(set(DistanceRule.lean(LAYOUT, List.of("late"), 10)));
    rewrite(metadata -> metadata.put("neighbours", "1999999999"));
    assertThatThrownBy(() -> ReferenceSetFile.read(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("neighbours 1999999999");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "labels | null",
        "labels | [\"bird\",null]",
        "taps | null",
        "taps | [null]",
        "taps |"
            + " [{\"name\":null,\"offset\":0,\"width\":1},{\"name\":\"late\",\"offset\":1,\"width\":1}]",
        "steepness | [null,null]",
        "balance | [null,0,1,0,1]",
      })
  void refusesNullWhereAListOfValuesBelongs(String key, String value) throws Exception {
    roundTrip(set(DistanceRule.sisome(LATE, OuterReading.QUERY)));
    rewrite(metadata -> assertThat(metadata.put(key, value)).isNotNull());
    assertThatThrownBy(() -> ReferenceSetFile.read(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining(key);
  }

  private interface Edit {
    void apply(Map<String, String> metadata);
  }

  private void rewrite(Edit edit) throws Exception {
    Safetensors content = Safetensors.read(file());
    Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
    edit.apply(metadata);
    Path edited = dir.resolve("edited.safetensors"); // the tensors are still mapped from the other
    new Safetensors(content.tensors(), metadata).write(edited);
    Files.move(edited, file(), StandardCopyOption.REPLACE_EXISTING);
  }

  private String text(String key) throws Exception {
    return Safetensors.read(file()).text(key);
  }

  private ReferenceSet roundTrip(ReferenceSet set) throws Exception {
    ReferenceSetFile.write(set, file());
    return ReferenceSetFile.read(file());
  }

  private Path file() {
    return dir.resolve("reference.safetensors");
  }

  private static ReferenceSet set(DistanceRule rule) {
    return set(rule, new float[] {0.25f, 0.5f});
  }

  /** Of two known frames. */
  private static ReferenceSet set(DistanceRule rule, float[] features) {
    return set(rule, features, 0, 1);
  }

  private static ReferenceSet set(DistanceRule rule, float[] features, int... labels) {
    Calibration scores = Calibration.of(1, 2);
    return new ReferenceSet(
        rule,
        new Head(List.of("bird", "cat"), 1, new float[2], new float[2]),
        new KnownFrames(
            new FloatFeatures(features, 2, features.length / 2), labels, List.of("a", "b")),
        ScoreForm.ZSCORE,
        new Balance(0.5, 0, 1, 0, 1),
        0.5,
        new CalibrationScores(scores, scores, scores),
        "{\"chosen\":1}");
  }

  @Test
  void readsBackWhatWasLearnedOfFramesThatShowNoClassAndEarlierReadersServeTheClasses()
      throws Exception {
    ReferenceSet plain = set(DistanceRule.sisome(LATE, OuterReading.QUERY));
    Head rows = new Head(List.of("foreign", "fault"), 1, new float[] {1, 2}, new float[] {3, 4});
    ReferenceSet read = roundTrip(plain.withNone(Optional.of(new NoneRows(rows, 1))));

    NoneRows none = read.none().orElseThrow();
    assertThat(none.offset()).isEqualTo(1);
    assertThat(none.head().labels()).containsExactly("foreign", "fault");
    assertThat(none.head().weight()).containsExactly(1, 2);
    assertThat(none.head().bias()).containsExactly(3, 4);
    assertThat(text("format")).as("the earliest that can serve the classes").isEqualTo("1");
    assertThat(read.head().labels()).containsExactly("bird", "cat");
    assertThat(roundTrip(plain).none()).isEmpty();
  }

  @Test
  void readsBackMutedFramesThatEarlierVersionsRefuse() throws Exception {
    ReferenceSet plain = set(DistanceRule.sisome(LATE, OuterReading.QUERY));
    MutedFrames muted =
        new MutedFrames(
            new LeanFeature(LAYOUT, List.of("late")),
            new FloatFeatures(new float[] {0.75f, 1}, 2, 1),
            new float[] {0.125f, 0.25f},
            List.of("m-1", "m-2"));
    MutedFrames read = roundTrip(plain.withMuted(Optional.of(muted))).muted().orElseThrow();

    assertThat(text("format")).isEqualTo("5");
    assertThat(read.likeness().taps()).containsExactly("late");
    assertThat(read.features().values()).containsExactly(0.75f, 1);
    assertThat(read.radii()).containsExactly(0.125f, 0.25f);
    assertThat(read.frameIds()).containsExactly("m-1", "m-2");
    assertThat(roundTrip(plain).muted()).isEmpty();
    assertThat(text("format")).as("without any, those before can serve it").isEqualTo("1");
  }

  @Test
  void readsBackCalibrationsOfSensorsThatEarlierReadersPassOver() throws Exception {
    ReferenceSet plain = set(DistanceRule.sisome(LATE, OuterReading.QUERY));
    SensorCalibrations sensors =
        new SensorCalibrations(
            OptionalDouble.of(3.5),
            Map.of(
                "cam-2", new SensorCalibration(Calibration.of(3, 1, 2), 1.5),
                "cam \"1\"", new SensorCalibration(Calibration.of(7), 1)));
    SensorCalibrations read = roundTrip(plain.withSensors(sensors)).sensors();

    assertThat(text("format")).as("the pooled calibration can be served").isEqualTo("1");
    assertThat(read.pooledEffective()).hasValue(3.5);
    assertThat(read.frames()).isEqualTo(Map.of("cam-2", 3, "cam \"1\"", 1));
    SensorCalibration second = requireNonNull(read.bySensor().get("cam-2"));
    assertThat(second.scores().scores()).containsExactly(1, 2, 3);
    assertThat(second.effective()).isEqualTo(1.5);
    assertThat(roundTrip(plain).sensors()).isEqualTo(SensorCalibrations.UNKNOWN);
  }

  @Test
  void refusesCalibrationsOfSensorsThatContradictThemselves() throws Exception {
    ReferenceSet plain = set(DistanceRule.sisome(LATE, OuterReading.QUERY));
    Map<String, SensorCalibration> one =
        Map.of("cam", new SensorCalibration(Calibration.of(3, 1, 2), 1.5));
    roundTrip(plain.withSensors(new SensorCalibrations(OptionalDouble.of(3), one)));
    Safetensors written = Safetensors.read(file());
    Map<String, Tensor> wrong =
        Map.of(
            "sensors.frames", Tensor.of(new int[] {2}, 1),
            "sensors.effective", Tensor.of(new double[] {9}, 1),
            "sensors.ids", Tensor.of("[\"a\",\"b\"]".getBytes(UTF_8), 9));
    for (Map.Entry<String, Tensor> replaced : wrong.entrySet()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(written.tensors());
      tensors.put(replaced.getKey(), replaced.getValue());
      Path file = dir.resolve("wrong.safetensors");
      new Safetensors(tensors, written.metadata()).write(file);
      assertThatThrownBy(() -> ReferenceSetFile.read(file))
          .as(replaced.getKey())
          .isInstanceOf(SafetensorsException.class);
    }
    rewrite(metadata -> metadata.put("calibrationEffective", "-1"));
    assertThatThrownBy(() -> ReferenceSetFile.read(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("worth -1");
  }

  @Test
  void refusesMutedFramesOfOtherTapsOrWithoutARadius() {
    ReferenceSet plain = set(DistanceRule.sisome(LATE, OuterReading.QUERY));
    FloatFeatures one = new FloatFeatures(new float[1], 1, 1);
    TapLayout other = new TapLayout(List.of(new TapLayout.Tap("late", 0, 1)));
    MutedFrames muted =
        new MutedFrames(
            new LeanFeature(other, List.of("late")), one, new float[] {1}, List.of("m"));
    assertThatThrownBy(() -> plain.withMuted(Optional.of(muted)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("muted frames are of taps");
    LeanFeature both = new LeanFeature(LAYOUT, List.of("early", "late"));
    assertThatThrownBy(() -> new MutedFrames(both, one, new float[] {1}, List.of("m")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("features are 1 wide, of the taps [early, late] 2");
    LeanFeature late = new LeanFeature(LAYOUT, List.of("late"));
    for (float radius : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new MutedFrames(late, one, new float[] {radius}, List.of("m")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("m has radius " + radius);
    }
  }
}
