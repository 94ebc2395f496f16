package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.it.cli.Shell.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench against its own broker, with few frames: that it measures, not what. */
class BenchIT {
  @TempDir private Path dir;

  @Test
  void measuresThePipelineAndLosesNoFrame() throws Exception {
    Path json = dir.resolve("figures.json");
    Run run = Shell.run("bench", "pipeline", "--frames", "600", "--json", json.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("network alone", "exactly_once_v2", "at_least_once", "median", "99 %");
    JsonNode section = new ObjectMapper().readTree(json.toFile()).get("sections").get(0);
    assertThat(section.get("part").asText()).isEqualTo("pipeline");
    assertThat(section.get("lines"))
        .isNotEmpty()
        .allMatch(line -> line.get("value").asDouble() > 0);
  }

  @Test
  void measuresAStepOfLearning() throws Exception {
    Path json = dir.resolve("figures.json");
    Run run = Shell.run("bench", "learning", "--json", json.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode lines = new ObjectMapper().readTree(json.toFile()).get("sections").get(0).get("lines");
    assertThat(lines).hasSize(4).allMatch(line -> line.get("value").asDouble() > 0);
    assertThat(lines.get(1).get("ratio").asDouble())
        .as("a step costs more than a forward pass")
        .isGreaterThan(1);
  }
}
