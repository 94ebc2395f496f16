package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.it.cli.Shell.Run;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench against its own broker, with few frames: that it measures, not what. */
class BenchIT {
  @TempDir private Path dir;

  @Thorough
  @Test
  void measuresThePipelineAndLosesNoFrame() throws Exception {
    Path json = dir.resolve("figures.json");
    Run run =
        Shell.run(
            "bench", "pipeline", "--frames", "300", "--rounds", "1", "--json", json.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("network alone", "exactly_once_v2", "at_least_once", "median", "99 %");
    JsonNode section = new ObjectMapper().readTree(json.toFile()).get("sections").get(0);
    assertThat(section.get("part").asText()).isEqualTo("pipeline");
    assertThat(section.get("lines"))
        .isNotEmpty()
        .allMatch(line -> line.get("value").asDouble() >= leastOf(line.get("what").asText()));
  }

  /** A run of few frames may leave a thread nothing to do, and bring no candidates. */
  private static double leastOf(String what) {
    return what.contains(", processor time of ") || what.endsWith(": candidates")
        ? 0
        : Double.MIN_VALUE;
  }

  @Test
  void measuresAStepOfLearning() throws Exception {
    Path json = dir.resolve("figures.json");
    Run run = Shell.run("bench", "learning", "--rounds", "1", "--json", json.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode lines = new ObjectMapper().readTree(json.toFile()).get("sections").get(0).get("lines");
    assertThat(lines).hasSize(4).allMatch(line -> line.get("value").asDouble() > 0);
    assertThat(lines.get(1).get("ratio").asDouble())
        .as("a step costs more than a forward pass")
        .isGreaterThan(1);
  }

  @Test
  @Tag("slow")
  void measuresAScorersMemoryWhileTheEpisodesOfItsSensorsOpenAndClose() throws Exception {
    Path json = dir.resolve("figures.json");
    Run run =
        Shell.run(
            "bench",
            "fleet",
            "--measure",
            "memory",
            "--memory-sensors",
            "30",
            "--json",
            json.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("30 sensors: heap", "started again");
    JsonNode lines = new ObjectMapper().readTree(json.toFile()).get("sections").get(0).get("lines");
    assertThat(lines).allMatch(line -> line.get("value").asDouble() > 0);
    assertThat(valueOf(lines, "episodes opened and closed")).isEqualTo(30);
  }

  private static double valueOf(JsonNode lines, String what) {
    for (JsonNode line : lines) {
      if (line.get("what").asText().endsWith(what)) {
        return line.get("value").asDouble();
      }
    }
    throw new AssertionError("no line of " + what);
  }

  @Test
  void measuresAFeedAndLosesNoFrame() throws Exception {
    Path json = dir.resolve("figures.json");
    Run run =
        Shell.run("bench", "feed", "--frames", "60", "--rounds", "1", "--json", json.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("zstd, feed", "lz4, dry run", "not compressed, reader");
    JsonNode lines = new ObjectMapper().readTree(json.toFile()).get("sections").get(0).get("lines");
    assertThat(lines).hasSize(24).allMatch(line -> line.get("value").asDouble() > 0);
  }
}
