package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.ScoreForm;
import io.sisom.method.TapLayout;
import io.sisom.reference.CalibrationScores;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.testkit.GrayBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A version's files, whole, damaged, and of two that do not belong together. */
class LoadedVersionTest {
  private static final Placement CPU = Placement.on(Device.cpu());

  @TempDir Path dir;

  private final Map<String, Path> files = new HashMap<>();
  private ModelBundle bundle;

  @BeforeEach
  void publish() throws Exception {
    Path folder = GrayBundle.unpack(dir.resolve("version"));
    files.put("model.json", folder.resolve("model.json"));
    files.put("model.pt", folder.resolve("model.pt"));
    bundle = ModelBundle.open(folder);
    write(bundle.description().taps(), bundle.description().penultimate());
  }

  @Test
  void runsTheNetworkWithTheHeadOfItsReferenceSet() throws Exception {
    try (LoadedVersion loaded = LoadedVersion.load(files, CPU).value()) {
      assertThat(loaded.bundle().version()).startsWith("grey@");
      assertThat(loaded.reference().known().frameIds()).containsExactly("a", "b");
      assertThat(loaded.kernel().head().labels()).containsExactly("bird", "cat", "bat");
      byte[] frame = new byte[loaded.bundle().description().input().bytes()];
      assertThat(loaded.kernel().run(List.of(frame), Set.of()).logits())
          .as("a logit for each class of the set's head, its biases")
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void readsTheReferenceSetAlone() {
    assertThat(LoadedVersion.referenceSet(files).value().head().labels())
        .containsExactly("bird", "cat", "bat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "model.pt", "reference.safetensors"})
  void isUnusableWithoutOneOfItsFiles(String name) {
    files.remove(name);
    assertThat(LoadedVersion.load(files, CPU).trouble())
        .contains("the version has no file " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "model.pt", "reference.safetensors"})
  void isUnusableWhereAFileIsDamagedAndSaysSomething(String name) throws Exception {
    Files.write(file(name), new byte[] {1, 2, 3});
    assertThat(LoadedVersion.load(files, CPU).trouble())
        .hasValueSatisfying(why -> assertThat(why).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "model.pt", "reference.safetensors"})
  void isUnusableWhereAFileIsGone(String name) throws Exception {
    Files.delete(file(name));
    assertThat(LoadedVersion.load(files, CPU).trouble())
        .hasValueSatisfying(why -> assertThat(why).contains(name));
  }

  @Test
  void isUnusableWhereTheSetWasMadeWithOtherTaps() throws Exception {
    write(new TapLayout(List.of(new TapLayout.Tap("late", 0, 2))), 6);
    assertThat(LoadedVersion.load(files, CPU).trouble())
        .contains("the reference set was made with other taps than the model has");
    assertThat(LoadedVersion.referenceSet(files).trouble()).as("the set alone").isEmpty();
  }

  @Test
  void isUnusableWhereTheHeadReadsAnotherWidthThanTheNetworkHas() throws Exception {
    write(bundle.description().taps(), 5);
    assertThat(LoadedVersion.load(files, CPU).trouble()).isPresent();
  }

  @Test
  void hasNoReferenceSetWhereThatFileIsNone() throws Exception {
    Files.write(file("reference.safetensors"), new byte[] {1, 2, 3});
    assertThat(LoadedVersion.referenceSet(files).trouble()).isPresent();
    files.remove("reference.safetensors");
    assertThat(LoadedVersion.referenceSet(files).trouble())
        .contains("the version has no file reference.safetensors");
  }

  private Path file(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  /** A set of two known frames whose head has other classes than the network was made with. */
  private void write(TapLayout taps, int penultimate) throws Exception {
    TapLayout.Tap tap = taps.taps().get(taps.taps().size() - 1);
    Calibration scores = Calibration.of(-1, 0, 1);
    ReferenceSet set =
        new ReferenceSet(
            DistanceRule.lean(taps, List.of(tap.name()), 1),
            new Head(
                List.of("bird", "cat", "bat"),
                penultimate,
                new float[3 * penultimate],
                new float[] {1, 2, 3}),
            new KnownFrames(
                new FloatFeatures(new float[2 * tap.width()], 2, tap.width()),
                new int[] {0, 1},
                List.of("a", "b")),
            ScoreForm.ZSCORE,
            new Balance(0.5, 0, 1, 0, 1),
            0.5,
            new CalibrationScores(scores, scores, scores),
            "");
    Path file = dir.resolve("reference.safetensors");
    ReferenceSetFile.write(set, file);
    files.put("reference.safetensors", file);
  }
}
