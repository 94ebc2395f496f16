package io.sisom.cli;

import io.sisom.bench.Bench;
import io.sisom.bench.BenchPart;
import io.sisom.bench.BenchReport;
import io.sisom.bench.BenchSettings;
import io.sisom.cli.config.SisomConfig;
import io.sisom.cli.demo.TemporaryFolder;
import io.sisom.demo.BundledModel;
import io.sisom.network.ModelBundle;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sisom bench}. */
@Command(
    name = "bench",
    description =
        "Measures this machine, each figure beside what it is compared with; about five minutes,"
            + " with a broker of its own.")
final class BenchCommand implements Callable<Integer> {
  @Mixin private SettingOptions settings;

  @Mixin private BenchFleetOptions fleet;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PART",
      defaultValue = "all",
      description =
          "kernel, distances, decode, pipeline, swap, learning, feed, fleet or all, which is all but"
              + " fleet (default: ${DEFAULT-VALUE}).")
  private BenchPart part;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "Model bundle: model.json and model.pt, from a source you trust; without it the demo's.")
  private @Nullable Path model;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "0",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description =
          "Frames of each run of pipeline and feed; without it as many as take some seconds.")
  private int frames;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "0",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description =
          "Rounds of pipeline, learning and feed; without it 3, 5 and 3. The median counts.")
  private int rounds;

  @Option(
      names = "--beside",
      paramLabel = "COMMAND",
      defaultValue = "",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description =
          "A loop of your own to compare the pipeline with, as 'python ops/bench/python_loop.py': it"
              + " runs in turns with the scorer on the same frames, among 5,000 known ones.")
  private String beside;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (frames < 0) {
      throw new ParameterException(spec.commandLine(), "--frames must be 1 or more");
    }
    if (rounds < 0) {
      throw new ParameterException(spec.commandLine(), "--rounds must be 1 or more");
    }
    if (json != null) {
      requireWritable(json);
    }
    fleet.options(spec);
    SisomConfig config = settings.resolve();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      ModelBundle bundle =
          ModelBundle.open(
              model == null ? BundledModel.unpack(folder.path().resolve("model")) : model);
      BenchReport report = measure(config, bundle, folder.path());
      spec.commandLine().getOut().println(report.text());
      if (json != null) {
        Files.writeString(json, report.json() + System.lineSeparator());
      }
      return report.sound() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private BenchReport measure(SisomConfig config, ModelBundle bundle, Path folder)
      throws Exception {
    try (ConsoleProgress progress = new ConsoleProgress()) {
      return BenchReport.of(
          String.join(" ", new Version().getVersion()),
          new Bench(bundle, measured(config), fleet.options(spec), folder, progress::at).run(part));
    }
  }

  private BenchSettings measured(SisomConfig config) {
    Map<String, String> kafka = new HashMap<>(config.kafka().properties());
    kafka.remove("bootstrap.servers");
    return new BenchSettings(
        config.device().placement(),
        config.frames(),
        config.batch(),
        config.scoring(),
        config.alerts(),
        config.candidates(),
        config.reference(),
        kafka,
        frames,
        rounds,
        beside.isBlank() ? List.of() : List.of(beside.strip().split("\\s+")));
  }

  /** Told before minutes of work, not after. */
  private static void requireWritable(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new CommandFailure("--json " + file + " is no file in an existing folder");
    }
  }
}
