package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.demo.BundledModel;
import io.sisom.evaluation.Drawn;
import io.sisom.network.ModelBundle;
import io.sisom.service.ExitCode;
import io.sisom.testkit.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateAlCommandTest {
  private final Path folder;
  private final Path model;
  private final Path pool;
  private final Path test;
  private final Path noise;

  EvaluateAlCommandTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.model = BundledModel.unpack(folder.resolve("model"));
    List<String> labels = ModelBundle.open(model).description().labels();
    this.pool = Drawn.world(folder.resolve("pool.bin"), 5, 240, labels);
    this.test = Drawn.world(folder.resolve("test.bin"), 6, 60, labels);
    this.noise = Drawn.records(folder.resolve("noise.bin"), 120);
  }

  @Thorough
  @Test
  void everyStrategyLearnsFromTheDrawnWorldAndTheCommandReports() throws IOException {
    Shell.Run run =
        run(
            "--contaminate",
            "<i>noise=" + noise + "@25%",
            "--foreign-kinds=4",
            "--wanted=0.25",
            "--strategy=random,stream,sisom,ratio-topk,margin,margin-diverse,coreset,coregcn,badge,nac,"
                + "learning-loss,none-margin,none-kinds,joda",
            "--start=80",
            "--query=20",
            "--cycles=2",
            "--seeds=1",
            "--warm",
            "--later-epochs=1",
            "--set=learning.epochs=1",
            "--set=learning.rate=0.01",
            "--report=" + folder.resolve("al.html"),
            "--json=" + folder.resolve("al.json"));

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("Accuracy, %", "coreset", "pool of 316 frames", "Of 1 wanted kinds");
    JsonNode runs = new ObjectMapper().readTree(folder.resolve("al.json").toFile()).get("runs");
    assertThat(runs).hasSize(14);
    for (JsonNode one : runs) {
      assertThat(one.get("points")).hasSize(3);
      assertThat(one.get("points").get(2).get("labels").asInt()).isEqualTo(120);
      assertThat(one.get("points").get(0).get("accuracy"))
          .isEqualTo(runs.get(0).get("points").get(0).get("accuracy"));
    }
    assertThat(Files.readString(folder.resolve("al.html")))
        .contains("Accuracy over labels", "&lt;i&gt;noise", "<svg")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void onAStreamLabelsComeLateAndTheSameFramesAreAPoolToo() throws IOException {
    Path json = folder.resolve("stream.json");
    Shell.Run run =
        run(
            "--stream",
            "--burst=2",
            "--windows=2",
            "--label-delay=3",
            "--contaminate",
            "noise=" + noise + "@25%",
            "--strategy=random,stream,none-margin",
            "--start=80",
            "--query=20",
            "--cycles=2",
            "--seeds=1",
            "--warm",
            "--later-epochs=1",
            "--set=learning.epochs=1",
            "--set=learning.rate=0.01",
            "--report=" + folder.resolve("stream.html"),
            "--json=" + json);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("On the stream", "The same frames as a pool", "pool of 320 frames")
        .contains("Labels for the last accuracy of random on the stream");
    JsonNode forms = new ObjectMapper().readTree(json.toFile());
    assertThat(forms.get("stream").get("runs")).hasSize(3);
    // Ten labels a window, each three windows late: the first hour ends without one, the second
    // with ten, and the others come when the stream is over.
    assertThat(forms.get("stream").get("runs").get(1).get("points").findValuesAsText("labels"))
        .containsExactly("80", "90", "110", "120");
    assertThat(forms.get("pool").get("runs").get(1).get("points").findValuesAsText("labels"))
        .containsExactly("80", "100", "120");
    assertThat(Files.readString(folder.resolve("stream.html")))
        .contains("On the stream", "The same frames as a pool")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void wrongUsageIsNamed() {
    assertWrongUsage("luck is no strategy", "--strategy=luck");
    assertWrongUsage("says no share of the pool", "--contaminate", "noise=" + noise);
    assertWrongUsage("--sample 5 is smaller than --query", "--sample=5");
    assertWrongUsage("--wanted 0 to 1", "--wanted=2");
    assertWrongUsage("--wanted takes kinds of the frames of --contaminate", "--wanted=0.5");
    assertWrongUsage("need --stream", "--burst=3");
    assertWrongUsage("--windows is 1 to", "--stream", "--windows=0");
    assertWrongUsage("--joda magic is no part", "--joda=exposure,magic");
    assertWrongUsage("--far-cut some is none of", "--far-cut=some");
  }

  @Test
  void whatThePoolIsTooSmallForFails() {
    assertFailed("the pool has 240 frames", "--start=80", "--query=81", "--cycles=2");
    assertFailed("smaller than the model's", "--start=2");
    assertFailed("--pool-limit 120", "--contaminate", "noise=" + noise + "@50%");
  }

  @Test
  void aPoolWithoutLabelsFails() {
    Shell.Run run = Shell.run(arguments(noise).toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("120 of the 120 frames of the pool have no label");
  }

  @Test
  void theComparisonOfMethodsStillAsksForItsOptions() {
    Shell.Run run = Shell.run("evaluate", "--id=x");

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.err()).contains("Missing required options: '--model=DIR', '--known=FILE'");
  }

  private void assertWrongUsage(String message, String... options) {
    Shell.Run run = run(options);
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
  }

  private void assertFailed(String message, String... options) {
    Shell.Run run = run(options);
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  private Shell.Run run(String... options) {
    List<String> all = arguments(pool);
    all.addAll(List.of(options));
    return Shell.run(all.toArray(String[]::new));
  }

  private List<String> arguments(Path from) {
    return new ArrayList<>(
        List.of(
            "evaluate",
            "al",
            "--set=device=cpu",
            "--model=" + model,
            "--pool=" + from,
            "--test=" + test));
  }
}
