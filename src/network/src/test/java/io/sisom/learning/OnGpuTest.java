package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.sisom.method.Activations;
import io.sisom.network.DeviceConfig;
import io.sisom.network.DistancePlace;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.Precision;
import io.sisom.network.ScoringKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a card can show; skipped, and says so, without one ({@code mvn verify -Pgpu}). */
@Tag("gpu")
class OnGpuTest {
  @TempDir private Path folder;

  @BeforeEach
  void needACard() {
    Engine engine = Engine.getEngine("PyTorch");
    assumeTrue(
        engine.hasCapability("CUDA") && engine.getGpuCount() > 0,
        "skipped: PyTorch has no GPU here; sisom doctor gpu says why");
  }

  @Test
  void whatWasLearnedOnAGpuScoresTheSameOnBothAndNamesNoDevice() throws Exception {
    ModelBundle bundle = TinyBundle.exported(folder.resolve("bundle"));

    LearningOutcome.Learned learned = NetworkPlacesTest.learn(bundle, Device.gpu(0), folder);

    assertThat(TinyBundle.namesGpu(learned.bundle().torchScript())).isFalse();
    assertThat(NetworkPlacesTest.accuracy(learned, Device.cpu())).isGreaterThan(0.9);
    assertThat(NetworkPlacesTest.accuracy(learned, Device.gpu(0))).isGreaterThan(0.9);
    assertClose(
        scores(learned.bundle(), gpu(Precision.FLOAT32)),
        scores(learned.bundle(), Placement.on(Device.cpu())),
        1e-4f);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 1e-5", "TF32, 2e-2", "FLOAT16, 5e-2", "BFLOAT16, 2e-1"})
  void aGpuScoresAsACpuUpToItsPrecision(Precision precision, float tolerance) throws Exception {
    ModelBundle bundle = TinyBundle.exported(folder.resolve("bundle"));
    assertClose(
        scores(bundle, gpu(precision)), scores(bundle, Placement.on(Device.cpu())), tolerance);
  }

  private static Placement gpu(Precision precision) {
    return new DeviceConfig("gpu:0", precision, 0, DistancePlace.AUTO).placement();
  }

  private static Activations scores(ModelBundle bundle, Placement placement) throws Exception {
    try (ScoringKernel kernel = ScoringKernel.open(bundle, placement)) {
      return kernel.run(new NetworkPlacesTest.Halves(8).all());
    }
  }

  private static void assertClose(Activations got, Activations expected, float tolerance) {
    assertThat(got.logits()).containsExactly(expected.logits(), within(tolerance));
    assertThat(got.taps()).containsExactly(expected.taps(), within(tolerance));
    assertThat(got.tapGradients()).containsExactly(expected.tapGradients(), within(tolerance));
  }
}
