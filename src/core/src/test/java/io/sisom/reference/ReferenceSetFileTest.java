package io.sisom.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.Enhancement;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.LeanFeature;
import io.sisom.method.OuterReading;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    assertThat(read.rule().neighbours()).isEqualTo(10);
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
  void readsBackThePapersSet() throws Exception {
    ReferenceSet read = roundTrip(set(DistanceRule.sisome(LATE, OuterReading.ANCHOR)));
    assertThat(read.profile()).isEqualTo(Profile.SISOME);
    assertThat(((Enhancement) read.rule().features()).steepness()).isEqualTo(LATE);
    assertThat(read.rule().outer()).isEqualTo(OuterReading.ANCHOR);
    assertThat(read.needsGradients()).isTrue();
    assertThat(text("format")).as("earlier versions can serve it").isEqualTo("1");
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
    rewrite(metadata -> metadata.put("format", "4"));
    assertThatThrownBy(() -> ReferenceSetFile.read(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("this version reads [1, 2, 3]");
  }

  @Test
  void refusesMoreNeighboursThanMemoryShouldBeTakenFor() throws Exception {
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
        "taps | [{\"name\":null,\"offset\":0,\"width\":1},{\"name\":\"late\",\"offset\":1,\"width\":1}]",
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
    Calibration scores = Calibration.of(1, 2);
    return new ReferenceSet(
        rule,
        new Head(List.of("bird", "cat"), 1, new float[2], new float[2]),
        new KnownFrames(
            new FloatFeatures(new float[] {0.25f, 0.5f}, 2, 1),
            new int[] {0, 1},
            List.of("a", "b")),
        ScoreForm.ZSCORE,
        new Balance(0.5, 0, 1, 0, 1),
        0.5,
        new CalibrationScores(scores, scores, scores),
        "{\"chosen\":1}");
  }
}
