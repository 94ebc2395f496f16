package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import io.sisom.testkit.Shared;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo's bundle, by each of the methods it names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("numeric")
class ScoringMethodsTest {
  private static final Path DEMO = Path.of("src/demo/src/main/resources/io/sisom/demo/model");
  private static final List<byte[]> FRAMES = frames(5);

  private ScoringKernel kernel;
  private Activations all;

  @BeforeAll
  void load() throws Exception {
    kernel = ScoringKernel.open(ModelBundle.open(DEMO), Device.cpu());
    all = kernel.run(FRAMES);
  }

  @AfterAll
  void close() {
    kernel.close();
  }

  static Stream<Set<String>> asked() {
    return Stream.of(
        Set.of("avgpool"),
        Set.of("layer2"),
        Set.of("layer2", "avgpool"),
        Set.of("layer1", "avgpool"));
  }

  @Test
  void drawsAHeatMapOfTheLastTapThatIsOne() {
    TapLayout.Tap layer2 = kernel.description().taps().taps().get(1);
    float[] gradients = gradients(all, layer2);
    for (int frame = 0; frame < FRAMES.size(); frame++) {
      HeatMap map = kernel.heatMap(FRAMES.get(frame)).orElseThrow();
      assertThat(map.rows()).isEqualTo(16);
      assertThat(map.columns()).isEqualTo(16);
      double mean = 0;
      for (float value : map.values()) {
        assertThat(value).isNotNegative();
        mean += value / 256.0;
      }
      double before = 0;
      for (int channel = 0; channel < layer2.width(); channel++) {
        before +=
            gradients[frame * layer2.width() + channel]
                * all.taps()[
                    frame * kernel.description().taps().width() + layer2.offset() + channel];
      }
      assertThat(mean).as("ReLU takes what is below 0 away").isGreaterThanOrEqualTo(before - 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("asked")
  void givesTheGradientsAskedForAsTheWholeBackwardPassDoes(Set<String> asked) {
    Activations some = kernel.run(FRAMES, asked);
    assertThat(some.logits()).containsExactly(all.logits(), within(1e-5f));
    assertThat(some.taps()).containsExactly(all.taps(), within(1e-5f));
    for (TapLayout.Tap tap : kernel.description().taps().taps()) {
      if (asked.contains(tap.name())) {
        assertThat(gradients(some, tap)).containsExactly(gradients(all, tap), within(1e-6f));
      }
    }
  }

  @Test
  void takesTheShortestWayBack() {
    BundleMethods methods = kernel.description().methods();
    assertThat(methods.cheapest(Set.of("layer1")).name()).isEqualTo("forward");
    assertThat(methods.cheapest(Set.of("layer2")).taps()).containsOnly("layer2", "avgpool");
    assertThat(methods.cheapest(Set.of("avgpool")).taps()).containsOnly("avgpool");
  }

  @Test
  void leavesZerosAtTapsTheShorterWayDoesNotReach() {
    Activations some = kernel.run(FRAMES, Set.of("avgpool"));
    for (TapLayout.Tap tap : kernel.description().taps().taps()) {
      if (!tap.name().equals("avgpool")) {
        assertThat(gradients(some, tap)).containsOnly(0f);
      }
    }
  }

  @Test
  void hasTheClosedFormAtThePenultimateTap() {
    Head head = kernel.head();
    for (int row = 0; row < all.frames(); row++) {
      double[] p = softmax(all.logits(), row * head.classes(), head.classes());
      for (int u = 0; u < head.penultimate(); u++) {
        double expected = 0;
        for (int c = 0; c < head.classes(); c++) {
          expected += head.weight()[c * head.penultimate() + u] * (p[c] - 1.0 / head.classes());
        }
        int at = (row + 1) * all.width() - head.penultimate() + u;
        assertThat((double) all.tapGradients()[at]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void scoresTheNetworkThatItsAuthorRuns() {
    assertThat(kernel.plain(FRAMES)).containsExactly(all.logits(), within(1e-4f));
  }

  @Test
  void staysCloseInHalfPrecision() throws Exception {
    Placement half =
        new Placement(
            Device.cpu(), Precision.FLOAT16, EngineThreads.byItself(), DistancePlace.AUTO);
    try (ScoringKernel halved = ScoringKernel.open(ModelBundle.open(DEMO), half)) {
      Activations got = halved.run(FRAMES);
      assertThat(got.logits()).isNotEqualTo(all.logits());
      assertClose(got.logits(), all.logits());
      assertClose(got.taps(), all.taps());
      assertClose(got.tapGradients(), all.tapGradients());
      assertThat(halved.plain(FRAMES)).as("stays single").isEqualTo(kernel.plain(FRAMES));
    }
  }

  @Test
  void aBundleWithoutBfloat16RefusesIt() throws Exception {
    Placement brain =
        new Placement(
            Device.cpu(), Precision.BFLOAT16, EngineThreads.byItself(), DistancePlace.AUTO);
    assertThatThrownBy(() -> ScoringKernel.open(ModelBundle.open(DEMO), brain))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("names no method for bfloat16; set precision to float32, or export");
  }

  @Test
  void aBundleWithoutNamedMethodsKeepsWorkingAndSaysWhatItLacks() throws Exception {
    ModelBundle old = ModelBundle.open(Shared.model("resnet20-cifar10"));
    try (ScoringKernel its = ScoringKernel.open(old, Device.cpu())) {
      assertThat(its.run(FRAMES, Set.of("avgpool")).tapGradients())
          .isEqualTo(its.run(FRAMES).tapGradients());
      assertThatThrownBy(() -> its.plain(FRAMES))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("resnet20-cifar10 has no plain forward pass; export");
    }
    Placement half =
        new Placement(
            Device.cpu(), Precision.FLOAT16, EngineThreads.byItself(), DistancePlace.AUTO);
    assertThatThrownBy(() -> ScoringKernel.open(old, half))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("names no method for half precision");
  }

  private static float[] gradients(Activations from, TapLayout.Tap tap) {
    float[] found = new float[from.frames() * tap.width()];
    for (int row = 0; row < from.frames(); row++) {
      System.arraycopy(
          from.tapGradients(),
          row * from.width() + tap.offset(),
          found,
          row * tap.width(),
          tap.width());
    }
    return found;
  }

  private static double[] softmax(float[] logits, int from, int classes) {
    double[] p = new double[classes];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      p[c] = Math.exp(logits[from + c]);
      sum += p[c];
    }
    for (int c = 0; c < classes; c++) {
      p[c] /= sum;
    }
    return p;
  }

  /** Within 2 % of the largest value. */
  private static void assertClose(float[] got, float[] expected) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(got).containsExactly(expected, within(0.02f * largest));
  }

  private static List<byte[]> frames(int count) {
    Random random = new Random(5);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] frame = new byte[3 * 32 * 32];
      random.nextBytes(frame);
      frames.add(frame);
    }
    return frames;
  }
}
