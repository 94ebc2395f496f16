package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sisom.testkit.TorchPython;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks of many kinds, exported by Python and run here, against what PyTorch says of the same
 * frames.
 */
class ZooTest {
  private static final double TOLERANCE = 1e-4;

  /** End in a convolution, which the exporter says. */
  private static final Map<String, String> REFUSED =
      Map.of("squeezenet1_1", "head 'classifier.1' is a Conv2d; it must be an nn.Linear");

  @TempDir Path out;

  @Test
  void scoresTheQuickPatternsAsPythonDoes() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--only"));
    arguments.addAll(List.of("two-classes", "three-classes", "grey", "auxiliary", "convnext"));
    assertThat(held(TorchPython.orSkip(), 10, arguments)).hasSize(5);
  }

  @Test
  @Tag("slow")
  void scoresEveryPatternOfThePublishedNetworksAsPythonDoes() throws Exception {
    assertThat(held(TorchPython.orSkip(), 30, List.of())).hasSizeGreaterThan(15);
  }

  @Test
  @Tag("slow")
  void scoresTheFamiliesOfTorchvisionAsPythonDoes() throws Exception {
    TorchPython python = TorchPython.orSkip();
    assumeTrue(
        python.has("import torchvision"),
        () -> "skipped: " + python.program() + " has no torchvision that fits its torch");
    assertThat(held(python, 120, List.of("--torchvision"))).hasSizeGreaterThan(20);
  }

  /** Name and what was found, of each; all are held to the tolerance or to the refusal expected. */
  private Map<String, String> held(TorchPython python, long minutes, List<String> more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("zoo.py", out.toAbsolutePath().toString()));
    arguments.addAll(more);
    python.run(TorchPython.EXPORTER, minutes, arguments);
    Map<String, String> table = table(out);
    table.forEach((name, found) -> System.out.println(name + ": " + found));
    assertThat(table).allSatisfy((name, found) -> assertThat(found).as(name).doesNotContain("OFF"));
    return table;
  }

  private static Map<String, String> table(Path zoo) throws Exception {
    Map<String, String> table = new TreeMap<>();
    try (Stream<Path> folders = Files.list(zoo)) {
      for (Path folder : folders.toList()) {
        table.put(folder.getFileName().toString(), found(folder));
      }
    }
    return table;
  }

  private static String found(Path folder) throws Exception {
    Path refused = folder.resolve("refused.txt");
    if (Files.exists(refused)) {
      String reason = Files.readString(refused);
      boolean meant = reason.equals(REFUSED.get(folder.getFileName().toString()));
      return (meant ? "refused: " : "OFF, refused: ") + reason;
    }
    ZooAnimal.Differences differences = new ZooAnimal(folder).measured();
    return (differences.largest() <= TOLERANCE ? "" : "OFF: ") + differences;
  }
}
