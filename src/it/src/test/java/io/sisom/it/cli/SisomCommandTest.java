package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.it.cli.Shell.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SisomCommandTest {
  @Test
  void aloneItShowsTheUsageAndFails() {
    Run run = Shell.run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: sisom").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "broker",
        "topics create",
        "feed records",
        "feed images",
        "feed recording",
        "feed mcap",
        "feed db3",
        "feed bag",
        "feed inspect",
        "label import",
        "label import-dir",
        "train",
        "score",
        "console",
        "queue list",
        "queue drain",
        "queue export",
        "scores",
        "alerts",
        "candidates",
        "dead-letters",
        "reference list",
        "bench",
        "config"
      })
  void everyCommandExplainsItself(String command) {
    Run run = Shell.run((command + " --help").split(" "));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: sisom " + command).contains("Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "scores --format xml",
        "scores --until-idle -1",
        "scores --set alrt.k=3",
        "scores --set alert.k=99",
        "scores --set kafka.bootstrap.servers=nowhere",
        "scores --config no-such-file.properties",
        "feed records x.bin --sensor a --limit -1",
        "feed records x.bin --sensor a --rate -3",
        "feed records x.bin",
        "feed images . --sensor a --loop --time-from name",
        "feed recording x.mcap --speed -1",
        "feed recording x.mcap --since yesterday",
        "feed recording x.mcap --sensor {robot}",
        "feed recording x.mcap --every 5",
        "feed recording x.mcap --mask 1,2,3",
        "feed recording x.mcap --depth 5",
        "feed recording x.mcap --time later",
        "feed inspect x.mcap --output csv",
        "label import x.bin --skip -1",
        "broker --port 99999",
        "topics create --partitions 0",
        "topics create --replication 3 --min-in-sync 4",
        "console --set console.host=0.0.0.0",
        "console --set console.token=short",
        "console --set queue.overlap=0",
        "queue label frame-1",
        "demo --frames 0",
        "bench everything",
        "bench decode --frames -1",
        "bench decode --set batch.max.frames=-1"
      })
  void wrongUsageEndsWithTwoAndNoStackTrace(String command) {
    Run run = Shell.run(command.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"doctor gpu", "doctor gpu --json"})
  void theDoctorSaysWhetherAGpuCanBeUsedAndElseWhatToInstall(String command) {
    Run run = Shell.run(command.split(" "));
    assertThat(run.exitCode()).isIn(0, 1);
    assertThat(run.out()).contains("driver", "CUDA runtime", "PyTorch", "DJL's JNI");
    assertThat(run.out() + run.err()).doesNotContain("\tat ", "Exception");
    if (run.exitCode() == 1) {
      assertThat(run.out()).contains("install");
    }
  }

  @Test
  void aMissingFileIsNamedInOneLine() {
    Run run = Shell.run("feed", "records", "no-such.bin", "--sensor", "a");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("sisom: ").contains("no-such.bin").hasLineCount(1);
  }

  @Test
  void trainingTellsOfAWrongBundleBeforeItLooksForABroker() {
    Run run =
        Shell.run("train", "--model", "no-such", "--set", "kafka.bootstrap.servers=localhost:1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("sisom: ").contains("no-such").doesNotContain("broker");
  }

  @Test
  void theBenchTellsOfAWrongBundleOrFileBeforeItMeasures() {
    Run noBundle = Shell.run("bench", "--model", "no-such");
    assertThat(noBundle.exitCode()).isEqualTo(1);
    assertThat(noBundle.err()).startsWith("sisom: ").contains("model.json").hasLineCount(1);
    Run noFolder = Shell.run("bench", "--json", "no-such/figures.json");
    assertThat(noFolder.exitCode()).isEqualTo(1);
    assertThat(noFolder.err()).contains("no-such").hasLineCount(1);
  }

  @Test
  void aFolderWithoutImagesIsNamed(@TempDir Path dir) {
    Run run = Shell.run("feed", "images", dir.toString(), "--sensor", "a");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(dir.toString()).contains("no image");
  }
}
