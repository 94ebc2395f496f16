package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.AlRun;
import io.sisom.evaluation.al.Experiment;
import io.sisom.evaluation.al.LearningSettings;
import io.sisom.evaluation.al.Material;
import io.sisom.evaluation.al.Plan;
import io.sisom.evaluation.al.SisomSettings;
import io.sisom.evaluation.report.AlHtmlReport;
import io.sisom.evaluation.report.AlJsonReport;
import io.sisom.evaluation.report.AlTextReport;
import io.sisom.feed.FeedException;
import io.sisom.network.BundleException;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sisom evaluate al}. */
@Command(
    name = "al",
    description =
        "Measure which frames are worth a label: strategies ask an oracle, a network learns from its"
            + " answers, and test accuracy over labels tells who asked better.",
    footer = {
      "",
      "Strategies: random; sisom, the stream's own choice of candidates, and ratio, the same ranked",
      "  by the ratio of distances alone; sisom-topk and ratio-topk, these with nothing left out;",
      "  margin, entropy, coreset, badge, nac.",
      "Frames are where 'sisom evaluate --help' says. A topic's frames are read once, at the start.",
      "Unless set otherwise, learning.rate is 0.1, learning.epochs 40, score.profile lean,",
      "  fit.by none, training.calibration.fraction 0.1 and candidate.max.p 1 (nothing is left out",
      "  as familiar).",
      ""
    })
final class EvaluateAlCommand implements Callable<Integer> {
  /** What suits an experiment better than a service. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "learning.rate", "0.1",
          "learning.epochs", "40",
          "score.profile", "lean",
          "fit.by", "none",
          "training.calibration.fraction", "0.1",
          "candidate.max.p", "1");

  @Mixin private SettingOptions settings;
  @Mixin private AlFrameOptions frames;
  @Mixin private AlPlanOptions planned;

  @Option(names = "--report", paramLabel = "FILE", description = "Write a self-contained page.")
  private @Nullable Path report;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures, again after every run.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  /** What was asked for, checked as far as it can be before anything is read. */
  private record Asked(
      SisomConfig config,
      Plan plan,
      SisomSettings sisom,
      LearningSettings learning,
      AlFrameOptions.Sets sets) {}

  @Override
  public Integer call() throws IOException {
    SisomConfig config = settings.resolve(DEFAULTS);
    Asked asked =
        usage(
            () ->
                new Asked(
                    config,
                    planned.plan(),
                    planned.sisom(config),
                    planned.learning(config),
                    frames.sets()));
    Path folder = Files.createTempDirectory("sisom-al-");
    try {
      run(asked, folder);
      return ExitCode.DONE;
    } catch (EvaluationException | FeedException | BundleException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    } finally {
      remove(folder);
    }
  }

  /** What is wrong with options is wrong usage. */
  private <T> T usage(Supplier<T> options) {
    try {
      return options.get();
    } catch (EvaluationException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void run(Asked asked, Path folder) throws BundleException, IOException {
    Material material = frames.read(asked.sets(), asked.config());
    List<AlRun> runs = new ArrayList<>();
    try (ConsoleProgress progress = new ConsoleProgress()) {
      new Experiment(asked.plan(), asked.sisom(), asked.learning(), material, folder, progress::at)
          .run(
              asked.config().learning().seed(),
              run -> {
                runs.add(run);
                writeJson(result(asked, material, runs));
              });
    }
    AlResult result = result(asked, material, runs);
    spec.commandLine().getOut().print(AlTextReport.of(result));
    spec.commandLine().getOut().flush();
    if (report != null) {
      AlHtmlReport.write(result, report);
    }
  }

  private void writeJson(AlResult result) {
    if (json != null) {
      try {
        AlJsonReport.write(result, json);
      } catch (IOException e) {
        throw new UncheckedIOException(json + " cannot be written", e);
      }
    }
  }

  private AlResult result(Asked asked, Material material, List<AlRun> runs) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put(
        "command", "sisom " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    record.put("version", String.join(" ", new Version().getVersion()));
    record.put("java", System.getProperty("java.version"));
    record.put("device", asked.config().device().device());
    record.put("plan", asked.plan().toString());
    record.put("learning", asked.learning().toString());
    record.put("sisom", asked.sisom().toString());
    return new AlResult(
        Clock.systemUTC().instant(),
        material.bundle().version(),
        record,
        asked.plan(),
        material.pool().size(),
        material.test().size(),
        material.pool().foreign(),
        runs);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
