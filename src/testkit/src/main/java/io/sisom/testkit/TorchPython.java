package io.sisom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Python that has torch, for tests of the exporter: the one that {@code SISOM_TEST_PYTHON} names,
 * else {@code python3}. Tests that need it are skipped, and say so, where there is none.
 */
public final class TorchPython {
  /** Where the exporter's programs lie. */
  public static final Path EXPORTER = Path.of("ops/exporter");

  private static final String OLDEST =
      "import torch; assert tuple(map(int, torch.__version__.split('.')[:2])) >= (2, 7)";

  private final String program;

  private TorchPython(String program) {
    this.program = program;
  }

  /** The Python, or a skipped test. */
  public static TorchPython orSkip() throws IOException, InterruptedException {
    String program =
        Optional.ofNullable(System.getenv("SISOM_TEST_PYTHON"))
            .filter(given -> !given.isBlank())
            .orElse("python3");
    TorchPython python = new TorchPython(program);
    assumeTrue(
        python.has(OLDEST),
        () ->
            "skipped: "
                + program
                + " has no torch 2.7 or newer; set SISOM_TEST_PYTHON to one that has");
    return python;
  }

  /** Whether a line of Python runs. */
  public boolean has(String line) throws IOException, InterruptedException {
    try {
      return process(EXPORTER, List.of("-c", line)).waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Its name or path. */
  public String program() {
    return program;
  }

  /** Runs it in a folder to its end; what it wrote to both outputs. Fails where it fails. */
  public String run(Path folder, long minutes, List<String> arguments)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("python", ".txt");
    try {
      Process process = start(folder, arguments, said);
      boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(said);
      assertThat(ended && process.exitValue() == 0)
          .as("%s %s: %s", program, arguments, text)
          .isTrue();
      return text;
    } finally {
      Files.delete(said);
    }
  }

  private Process start(Path folder, List<String> arguments, Path said) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private Process process(Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
