package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import io.sisom.feed.RecordFile;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.testkit.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("numeric")
class ScoringKernelTest {
  @Test
  void givesTheGoldenLogitsTapsAndGradients() throws Exception {
    JsonNode golden = Shared.golden("pipeline-resnet20.json");
    JsonNode first = golden.get("first_query");
    int record = golden.get("queries").get(0).get("records").get(0).intValue();
    List<RecordFile.Labeled> images =
        RecordFile.first(record + 1, Shared.data("cifar10/test.bin.gz"));
    try (ScoringKernel kernel = resnet20()) {
      Activations got = kernel.run(List.of(images.get(record).planar()));
      assertClose(got.logits(), first.get("logits"), 1e-4);
      assertClose(got.taps(), first.get("taps"), 1e-5);
      assertClose(got.tapGradients(), first.get("tap_grads"), 1e-6);
    }
  }

  @Test
  void framesOfABatchDoNotInteract() throws Exception {
    List<byte[]> frames =
        RecordFile.first(9, Shared.data("cifar10/test.bin.gz")).stream()
            .map(RecordFile.Labeled::planar)
            .toList();
    try (ScoringKernel kernel = resnet20()) {
      Activations together = kernel.run(frames);
      for (int i = 0; i < frames.size(); i++) {
        Activations alone = kernel.run(List.of(frames.get(i)));
        assertThat(row(together.tapGradients(), i, together.width()))
            .containsExactly(alone.tapGradients(), within(1e-6f));
        assertThat(row(together.logits(), i, together.classes()))
            .containsExactly(alone.logits(), within(1e-4f));
      }
    }
  }

  @Test
  void givesTheSameLogitsAndTapsWithoutTheBackwardPass() throws Exception {
    List<byte[]> frames =
        RecordFile.first(3, Shared.data("cifar10/test.bin.gz")).stream()
            .map(RecordFile.Labeled::planar)
            .toList();
    try (ScoringKernel kernel = resnet20()) {
      Activations both = kernel.run(frames);
      Activations forward = kernel.forward(frames);
      assertThat(forward.logits()).containsExactly(both.logits(), within(1e-5f));
      assertThat(forward.taps()).containsExactly(both.taps(), within(1e-5f));
      assertThat(forward.tapGradients()).isEmpty();
    }
  }

  @Test
  void classifiesWithAHeadOfMoreClasses() throws Exception {
    ModelBundle bundle = ModelBundle.open(Shared.model("resnet20-cifar10"));
    Head wide;
    try (ScoringKernel kernel = ScoringKernel.open(bundle, Device.cpu())) {
      wide = withZeroRows(kernel.head(), 3);
    }
    try (ScoringKernel kernel = ScoringKernel.openWithHead(bundle, Device.cpu(), wide)) {
      Activations got = kernel.run(List.of(new byte[3072], new byte[3072]));
      assertThat(got.classes()).isEqualTo(13);
      assertThat(Arrays.copyOfRange(got.logits(), 10, 13)).containsOnly(0f);
    }
  }

  @Test
  void refusesAHeadOfAnotherWidth() throws Exception {
    ModelBundle bundle = ModelBundle.open(Shared.model("resnet20-cifar10"));
    Head narrow = new Head(List.of("a", "b"), 3, new float[6], new float[2]);
    assertThatThrownBy(() -> ScoringKernel.openWithHead(bundle, Device.cpu(), narrow))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("the head reads 3 units, the network's penultimate layer has 64");
  }

  @Test
  void refusesATorchScriptFileThatIsNone(@TempDir Path dir) throws Exception {
    Files.copy(Shared.model("resnet20-cifar10").resolve("model.json"), dir.resolve("model.json"));
    Files.writeString(dir.resolve("model.pt"), "not a zip");
    ModelBundle bundle = ModelBundle.open(dir);
    assertThatThrownBy(() -> ScoringKernel.open(bundle, Device.cpu()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("PyTorch cannot run this bundle");
  }

  private static ScoringKernel resnet20() throws BundleException {
    return ScoringKernel.open(ModelBundle.open(Shared.model("resnet20-cifar10")), Device.cpu());
  }

  private static Head withZeroRows(Head head, int more) {
    List<String> labels = new ArrayList<>(head.labels());
    for (int i = 0; i < more; i++) {
      labels.add("new-" + i);
    }
    int rows = labels.size();
    return new Head(
        labels,
        head.penultimate(),
        Arrays.copyOf(head.weight(), rows * head.penultimate()),
        Arrays.copyOf(head.bias(), rows));
  }

  private static float[] row(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  private static void assertClose(float[] got, JsonNode expected, double tolerance) {
    assertThat(got).hasSize(expected.size());
    for (int i = 0; i < got.length; i++) {
      assertThat((double) got[i])
          .as("unit %d", i)
          .isCloseTo(expected.get(i).doubleValue(), within(tolerance));
    }
  }
}
