package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.cli.SisomCommand;
import io.sisom.demo.BundledModel;
import io.sisom.evaluation.Drawn;
import io.sisom.network.ModelBundle;
import io.sisom.service.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("numeric")
class EvaluateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path folder;

  EvaluateCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void measuresEveryMethodOnDrawnFramesAndReports() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    List<String> labels = ModelBundle.open(model).description().labels();
    Path known = Drawn.world(folder.resolve("known.bin"), 5, 400, labels);
    Path test = Drawn.world(folder.resolve("test.bin"), 6, 100, labels);
    Path noise = Drawn.records(folder.resolve("noise.bin"), 60);

    int exit =
        run(
            "--model=" + model,
            "--known=" + known,
            "--id=" + test,
            "--far",
            "<script>alert(1)<=" + noise,
            "--cache=" + folder.resolve("cache"),
            "--json=" + folder.resolve("out.json"),
            "--csv=" + folder.resolve("out.csv"),
            "--report=" + folder.resolve("out.html"));

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("SISOMe raw", "Energy", "KNN", "far mean");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out.json").toFile());
    assertThat(json.get("idAccuracy").asDouble()).isGreaterThan(0.9);
    assertThat(json.get("methods").get(0).get("farAuroc").asDouble()).isBetween(0.5, 1.0);
    assertThat(Files.readAllLines(folder.resolve("out.csv"))).hasSize(1 + 100 + 60);
    String page = Files.readString(folder.resolve("out.html"));
    assertThat(page)
        .contains("&lt;script&gt;alert(1)", "data:image/png;base64,")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void aMissingFileIsWrongUsageAndNamed() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));

    int exit = run("--model=" + model, "--known=gone.bin", "--id=gone.bin", "--far", "a=gone.bin");

    assertThat(exit).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(err.toString()).contains("gone.bin is no readable file");
  }

  @Test
  void knownFramesWithoutLabelsFail() throws Exception {
    Path model = BundledModel.unpack(folder.resolve("model"));
    Path noise = Drawn.records(folder.resolve("noise.bin"), 20);

    int exit =
        run(
            "--model=" + model,
            "--known=" + noise,
            "--id=" + noise,
            "--far",
            "a=" + noise,
            "--cache=" + folder.resolve("cache"));

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("no known frame has a label of the model");
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--set", "device=cpu"));
    arguments.addAll(List.of(options));
    CommandLine command = SisomCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
