package io.sisom.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.sisom.demo.BundledModel;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.Arithmetic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("numeric")
class SetFeaturesTest {
  private final Path folder;

  SetFeaturesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aSecondReadingComesFromTheCacheAndIsTheSame() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    FrameSet set = set();

    SetFeatures.Found first = read(model, set);
    SetFeatures.Found second = read(model, set);

    assertThat(first.cached()).isFalse();
    assertThat(second.cached()).isTrue();
    assertSame(first.table(), second.table());
    assertThat(first.table().size()).isEqualTo(70);
  }

  @Test
  void aDamagedFileIsComputedAgain() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    FrameSet set = set();
    FeatureTable right = read(model, set).table();
    Path file = cached().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    SetFeatures.Found again = read(model, set);

    assertThat(again.cached()).isFalse();
    assertSame(again.table(), right);
    assertThat(read(model, set).cached()).isTrue();
  }

  @Test
  void aTruncatedFileIsComputedAgain() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    FrameSet set = set();
    read(model, set);
    Files.write(cached().get(0), new byte[] {1, 2, 3});

    assertThat(read(model, set).cached()).isFalse();
  }

  @Test
  void anotherModelHasItsOwnFeatures() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    FrameSet set = set();
    read(model, set);
    Path description = model.resolve("model.json");
    Files.writeString(description, Files.readString(description) + "\n");

    assertThat(read(model, set).cached()).isFalse();
    assertThat(cached()).hasSize(2);
  }

  @Test
  void featuresOfAnotherDeviceOrPrecisionAreNotTaken() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    FrameSet set = set();
    read(model, set);

    assertThat(read(model, set, new Arithmetic("tf32", "gpu")).cached()).isFalse();
    assertThat(read(model, set, new Arithmetic("float16", "gpu")).cached()).isFalse();
    assertThat(read(model, set, new Arithmetic("tf32", "gpu")).cached()).isTrue();
    assertThat(cached()).hasSize(3);
  }

  private FrameSet set() throws IOException {
    Path file = Drawn.records(folder.resolve("noise.bin"), 70);
    return SetArguments.single("noise", Role.ID, List.of(file.toString()), FrameSet.WHOLE);
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.toList();
    }
  }

  private SetFeatures.Found read(Path model, FrameSet set) throws Exception {
    return read(model, set, new Arithmetic("float32", "cpu"));
  }

  private SetFeatures.Found read(Path model, FrameSet set, Arithmetic numbers) throws Exception {
    ModelBundle bundle = ModelBundle.open(model);
    try (ScoringKernel kernel = ScoringKernel.open(bundle, Device.cpu())) {
      return new SetFeatures(
              kernel,
              Drawn.reader(kernel.head().labels()),
              new FrameDecoder(FrameLimits.defaults()),
              new FeatureCache(bundle, numbers, folder.resolve("cache")))
          .of(set, EvaluationListener.SILENT);
    }
  }

  private static void assertSame(FeatureTable a, FeatureTable b) {
    assertThat(a.features().logits()).isEqualTo(b.features().logits());
    assertThat(a.features().taps()).isEqualTo(b.features().taps());
    assertThat(a.features().tapGradients()).isEqualTo(b.features().tapGradients());
    assertThat(a.frameIds()).isEqualTo(b.frameIds());
    assertThat(a.ordinals()).isEqualTo(b.ordinals());
    assertThat(a.fingerprints()).isEqualTo(b.fingerprints());
  }
}
