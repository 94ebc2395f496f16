package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.sisom.testkit.Docs;
import io.sisom.testkit.TorchPython;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The export command of ops/exporter/README.md, as written, with a stand-in for the network. */
class ExporterReadmeTest {
  private static final String NETWORK =
      """
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.layer2 = nn.Sequential(nn.Conv2d(3, 4, 7, 8), nn.ReLU())
              self.layer3 = nn.Sequential(nn.Conv2d(4, 6, 3, 2), nn.ReLU())
              self.avgpool = nn.AdaptiveAvgPool2d(1)
              self.fc = nn.Linear(6, 3)
          def forward(self, x):
              return self.fc(self.avgpool(self.layer3(self.layer2(x))).flatten(1))
      def load():
          return Net()
      """;

  @TempDir Path folder;

  @Test
  void theDocumentedCommandMakesABundleThatIsServed() throws Exception {
    TorchPython python = TorchPython.orSkip();
    Files.writeString(folder.resolve("my_net.py"), NETWORK);
    Files.writeString(folder.resolve("labels.txt"), "cat\ndog\nred ball\n");
    List<String> words = new ArrayList<>(Docs.words(command()));
    assertThat(words.remove(0)).isEqualTo("python");
    words.set(0, TorchPython.EXPORTER.resolve(words.get(0)).toAbsolutePath().toString());

    String said = python.run(folder, 5, words);

    assertThat(said).contains("bundle written to bundle");
    ModelBundle bundle = ModelBundle.open(folder.resolve("bundle"));
    assertThat(bundle.description().labels()).containsExactly("cat", "dog", "red ball");
    try (ScoringKernel kernel = ScoringKernel.open(bundle, Device.cpu())) {
      assertThat(kernel.head().classes()).isEqualTo(3);
    }
  }

  private static String command() throws Exception {
    return Docs.blocks(Path.of("ops/exporter/README.md")).stream()
        .flatMap(List::stream)
        .filter(line -> line.startsWith("python sisom_export.py "))
        .findFirst()
        .orElseThrow();
  }
}
