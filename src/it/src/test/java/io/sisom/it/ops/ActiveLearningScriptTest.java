package io.sisom.it.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sisom.cli.SisomCommand;
import io.sisom.evaluation.al.StrategyName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of long experiments, with echo in the place of the program. */
class ActiveLearningScriptTest {
  @TempDir private Path out;

  @ParameterizedTest
  @ValueSource(strings = {"points", "whole", "open", "kinds", "hour"})
  void everyFormIsACommandThatThereIsWithStrategiesThatThereAre(String form) throws Exception {
    String[] said = run(0, form, "model", "data", out.toString()).strip().split(" ");

    assertThatCode(() -> SisomCommand.commandLine().parseArgs(said)).doesNotThrowAnyException();
    List<String> words = Arrays.asList(said);
    String strategies = words.get(words.indexOf("--strategy") + 1);
    assertThat(StrategyName.parse(List.of(strategies.split(",")))).contains(StrategyName.RANDOM);
  }

  @Test
  void aFormThatIsNoneIsAnsweredWithThoseThereAre() throws Exception {
    assertThat(run(2, "luck", "model", "data", out.toString())).contains("points", "whole", "hour");
    assertThat(run(2)).contains("points", "whole", "hour");
  }

  private static String run(int exitCode, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "ops/gpu/active-learning.sh"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SISOM", "echo");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
    return said;
  }
}
