package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.BundledModel;
import io.sisom.evaluation.Drawn;
import io.sisom.fitting.ProfileChoice;
import io.sisom.it.cli.Shell.Run;
import io.sisom.network.ModelBundle;
import io.sisom.service.ExitCode;
import io.sisom.setting.SettingSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("numeric")
class FitCommandTest {
  private final Path folder;

  FitCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void writesSettingsThatACommandTakes() throws Exception {
    Run run =
        fit(
            500,
            "--out=" + folder.resolve("fit.properties"),
            "--json=" + folder.resolve("fit.json"));

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("fitted by synthetic: 100 held-out", "Energy", "KNN", ">");
    SisomConfig config =
        SisomConfig.of(SettingSources.gather(folder.resolve("fit.properties"), Map.of(), Map.of()));
    assertThat(config.score().profile()).isNotEqualTo(ProfileChoice.AUTO);
    assertThat(config.score().options().taps()).isNotEmpty();
    assertThat(folder.resolve("fit.properties"))
        .content()
        .startsWith("# Fitted by sisom fit in float32 on cpu; given settings are kept.\n");
    assertThat(new ObjectMapper().readTree(folder.resolve("fit.json").toFile()).get("tried").size())
        .isGreaterThan(10);
  }

  @Test
  void runsTheNetworkOnceForTheSameFrames() throws Exception {
    Run first = fit(500);
    assertThat(kept()).as("known frames and 12 families of outliers").hasSize(1 + 12);
    Run again = fit(500);
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(kept()).hasSize(1 + 12);
  }

  @Test
  void saysWhatIsMissingWhereFramesAreTooFew() throws Exception {
    Run run = fit(30);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("nothing can be fitted", "at least 50 labeled frames");
  }

  @Test
  void refusesHalfPrecisionOnACpuAsEveryCommandDoes() throws Exception {
    Run run = fit(100, "--set=precision=float16");
    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.err()).contains("precision").contains("float16");
  }

  @Test
  void refusesToFitByNothing() throws Exception {
    Run run = fit(100, "--set=fit.by=none");
    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.err()).contains("fit.by=none leaves nothing to fit");
  }

  private List<Path> kept() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.toList();
    }
  }

  private Run fit(int frames, String... more) throws Exception {
    Path model = folder.resolve("model");
    if (!Files.exists(model)) {
      BundledModel.unpack(model);
    }
    List<String> labels = ModelBundle.open(model).description().labels();
    Path known = Drawn.world(folder.resolve("known.bin"), 5, frames, labels);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "--set=device=cpu",
                "--set=fit.frames=100",
                "--model=" + model,
                "--known=" + known,
                "--cache=" + folder.resolve("cache")));
    arguments.addAll(List.of(more));
    return Shell.run(arguments.toArray(String[]::new));
  }
}
