package io.sisom.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that start the JVM, here with a program that says what it was started with. */
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *showSettings*) echo "    java.specification.version = 17" >&2 ;;
        --list-modules) ;;
        *) echo "$@" ;;
      esac
      """;

  @TempDir private Path dir;

  @Test
  void aProcessThatIsOutOfMemoryEnds() throws Exception {
    Path bin = Files.createDirectories(dir.resolve("jdk/bin"));
    Path java = Files.writeString(bin.resolve("java"), JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    // Beside a jar and no source there is nothing to build.
    Path launcher = Files.copy(Path.of("sisom"), dir.resolve("sisom"));
    for (List<String> command :
        List.of(
            List.of("bash", launcher.toString(), "score"),
            List.of("bash", launcher.toString(), "console"),
            List.of("sh", Path.of("ops/image/sisom").toString(), "train"))) {
      assertThat(run(bin, command))
          .as(command.toString())
          .contains("-XX:+ExitOnOutOfMemoryError", "io.sisom.cli.Main");
    }
  }

  private static String run(Path bin, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", bin.resolve("..").toString());
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
