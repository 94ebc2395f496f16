package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import io.sisom.testkit.TorchPython;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that users reported as refused, as they reported them. */
class ExporterCasesTest {
  private static final String SMALL = "24-export-two-classes/export_small.py";

  @TempDir Path folder;

  /** Channels, classes, and whether LayerNorm reads the permuted map. */
  @ParameterizedTest
  @ValueSource(strings = {"3 2", "3 5", "3 5 permuted", "1 5", "1 2 permuted"})
  void aNetworkThatWasRefusedIsExportedAndServed(String given) throws Exception {
    Path script = shared(SMALL);
    TorchPython.orSkip().run(folder, 5, arguments(script, given));
    ModelBundle bundle = ModelBundle.open(folder.resolve("bundle"));
    try (ScoringKernel kernel = ScoringKernel.open(bundle, Device.cpu())) {
      byte[] frame = new byte[bundle.description().input().bytes()];
      assertThat(kernel.run(List.of(frame)).classes())
          .isEqualTo(Integer.parseInt(given.split(" ")[1]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 1", "4 5"})
  void aNetworkThatCannotBeScoredIsRefusedWithTheReason(String given) throws Exception {
    Path script = shared(SMALL);
    TorchPython python = TorchPython.orSkip();
    assertThatThrownBy(() -> python.run(folder, 5, arguments(script, given)))
        .hasMessageContaining("ExportError: ")
        .hasMessageMatching("(?s).*(at least two classes, not 1|1 or 3 channels, not 4).*");
    assertThat(folder.resolve("bundle")).doesNotExist();
  }

  @Test
  void theReadmesCommandExportsTheReportersNetwork() throws Exception {
    Path network = shared("28-readme-export-command/net.py");
    TorchPython python = TorchPython.orSkip();
    Files.copy(network, folder.resolve("net.py"));
    Files.copy(network.resolveSibling("labels.txt"), folder.resolve("labels.txt"));
    String line = Files.readString(network.resolveSibling("run.sh")).strip();
    String exporter = TorchPython.EXPORTER.toAbsolutePath().toString();
    List<String> words = List.of(line.replace("$1", exporter).split(" "));
    assertThat(words.get(0)).isEqualTo("python3");
    assertThat(python.run(folder, 5, words.subList(1, words.size()))).contains("bundle written");
    assertThat(ModelBundle.open(folder.resolve("bundle")).description().labels()).hasSize(3);
  }

  private static List<String> arguments(Path script, String given) {
    List<String> arguments = new ArrayList<>();
    arguments.add(script.toString());
    arguments.add(TorchPython.EXPORTER.toAbsolutePath().toString());
    arguments.addAll(List.of(given.split(" ")));
    return arguments;
  }

  private static Path shared(String file) {
    Path path = Path.of("../shared/cases").resolve(file).toAbsolutePath().normalize();
    assumeTrue(Files.isReadable(path), () -> "skipped: there is no ../shared/cases/" + file);
    return path;
  }
}
