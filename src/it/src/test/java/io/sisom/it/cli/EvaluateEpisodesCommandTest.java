package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.cli.SisomCommand;
import io.sisom.demo.BundledModel;
import io.sisom.evaluation.Drawn;
import io.sisom.network.ModelBundle;
import io.sisom.service.ExitCode;
import io.sisom.testkit.Shared;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("numeric")
class EvaluateEpisodesCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path folder;

  EvaluateEpisodesCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void findsNoiseInADrawnStreamAndTheSameOnceMoreFromItsPlan() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    List<String> labels = ModelBundle.open(model).description().labels();
    Path stream = Drawn.world(folder.resolve("stream.bin"), 5, 1200, labels);
    Path noise = Drawn.records(folder.resolve("noise.bin"), 60);
    List<String> same =
        List.of(
            "--model=" + model,
            "--stream=" + stream,
            "--hertz=20",
            "--objects=" + noise,
            "--places=" + noise,
            "--parts=4",
            "--calibration-parts=2",
            "--rounds=2",
            "--ask=0.01,0.1",
            "--set=fit.by=none",
            "--cache=" + folder.resolve("cache"));

    assertThat(
            run(
                same,
                "--copies=2",
                "--seed=3",
                "--write-plan=" + folder.resolve("plan.json"),
                "--json=" + folder.resolve("drawn.json")))
        .isEqualTo(ExitCode.DONE);
    assertThat(
            run(
                same,
                "--plan=" + folder.resolve("plan.json"),
                "--json=" + folder.resolve("read.json")))
        .isEqualTo(ExitCode.DONE);

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("the stream's", "SISOMe", "lean", "MSP", "Energy", "KNN");
    JsonNode drawn = json("drawn.json");
    assertThat(json("read.json").get("plan")).isEqualTo(drawn.get("plan"));
    assertThat(json("read.json").get("lines")).isEqualTo(drawn.get("lines"));
    JsonNode lean = line(drawn, "lean", "frames", 0.01);
    JsonNode places = lean.get("byKind").get("place");
    assertThat(places.get("of").asInt()).isPositive();
    assertThat(places.get("found").asInt()).as("noise for a place").isPositive();
    assertThat(lean.get("seen").asDouble()).isLessThan(0.1);
    assertThat(lean.get("secondsMedian").asDouble()).isBetween(0.05, 1.0);
    JsonNode blocks = line(drawn, "lean", "blocks", 0.01);
    assertThat(blocks.get("smallest").asDouble()).as("some 28 blocks").isBetween(0.02, 0.05);
    assertThat(blocks.get("found").asInt()).as("no p-value is so small").isZero();
  }

  @Test
  void wantsToKnowWhenFramesWereCaptured() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    Path noise = Drawn.records(folder.resolve("noise.bin"), 60);
    assertThat(run(List.of("--model=" + model, "--stream=" + noise))).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("give --stamps or --hertz");
  }

  @Test
  void refusesNoveltiesWhoseEpisodesRunTogether() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    Path noise = Drawn.records(folder.resolve("noise.bin"), 60);
    assertThat(
            run(
                List.of("--model=" + model, "--stream=" + noise, "--hertz=20"),
                "--between-ms=2000"))
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(err.toString()).contains("alert.quiet.ms = 2000");
  }

  @Test
  void findsAnotherPlaceInTheRobotsRun() throws Exception {
    int exit =
        run(
            List.of(
                "--model=" + Shared.model("resnet20-cifar10"),
                "--stream=" + Shared.data("feed/donkeycar-32x32.bin.gz"),
                "--stamps=" + Shared.data("feed/donkeycar-frames.jsonl"),
                "--places=" + Shared.data("ood/tin-val.bin.gz"),
                "--kinds=place",
                "--rounds=1",
                "--copies=2",
                "--ask=0.05",
                "--set=fit.by=none",
                "--cache=" + folder.resolve("cache"),
                "--json=" + folder.resolve("out.json")));
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isEqualTo(ExitCode.DONE);
    JsonNode lean = line(json("out.json"), "lean", "frames", 0.05);
    assertThat(lean.get("found").asInt()).isPositive();
    assertThat(json("out.json").get("frames").asInt()).isEqualTo(1167);
  }

  private JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  private static JsonNode line(JsonNode json, String method, String form, double asked) {
    for (JsonNode line : json.get("lines")) {
      if (line.get("method").asText().equals(method)
          && line.get("calibration").asText().equals(form)
          && line.get("asked").asDouble() == asked) {
        return line;
      }
    }
    throw new AssertionError("no line " + method + ", " + form + ", " + asked);
  }

  private int run(List<String> options, String... more) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "episodes", "--set=device=cpu"));
    arguments.addAll(options);
    arguments.addAll(List.of(more));
    CommandLine command = SisomCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
