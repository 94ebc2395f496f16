package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.AlRun;
import io.sisom.evaluation.al.Experiment;
import io.sisom.evaluation.al.ExperimentInput;
import io.sisom.evaluation.al.LearningSettings;
import io.sisom.evaluation.al.Plan;
import io.sisom.evaluation.al.SisomSettings;
import io.sisom.evaluation.al.StreamPlan;
import io.sisom.feed.FeedException;
import io.sisom.network.BundleException;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "Strategies: random; stream, what the stream does, ranked as candidate.rank says; sisom and",
      "  ratio, the same ranked by the score or by the ratio of distances; sisom-topk and ratio-topk,",
      "  these with nothing left out; ratio-diverse and margin-diverse, the best of clusters;",
      "  ratio-sampled and margin-sampled, drawn by rank; margin, entropy, nac, coreset, coregcn,",
      "  learning-loss, badge. With an output for frames of no class, learned from such answers:",
      "  none-margin, none-ratio, none-kinds, none-balanced; joda.",
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
  @Mixin private AlStreamOptions streamed;
  @Mixin private AlReportOptions reports;

  @Spec private CommandSpec spec;

  /** What was asked for, checked as far as it can be before anything is read. */
  private record Request(
      SisomConfig config,
      Plan plan,
      Optional<StreamPlan> stream,
      SisomSettings sisom,
      LearningSettings learning,
      AlFrameOptions.Sets sets) {}

  @Override
  public Integer call() throws IOException {
    SisomConfig config = settings.resolve(DEFAULTS);
    Request asked =
        usage(
            () ->
                new Request(
                    config,
                    planned.plan(),
                    streamed.plan(),
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

  private void run(Request asked, Path folder) throws BundleException, IOException {
    ExperimentInput material = frames.read(asked.sets(), asked.config());
    try (ConsoleProgress progress = new ConsoleProgress()) {
      Experiment experiment =
          new Experiment(
              asked.plan(), asked.sisom(), asked.learning(), material, folder, progress::at);
      if (asked.stream().isPresent()) {
        onStream(asked, material, experiment, asked.stream().get());
      } else {
        overPool(asked, material, experiment);
      }
    }
  }

  private void overPool(Request asked, ExperimentInput material, Experiment experiment)
      throws BundleException, IOException {
    List<AlRun> runs = new ArrayList<>();
    experiment.run(
        asked.config().learning().seed(),
        run -> {
          runs.add(run);
          reports.sofar(result(asked, material, runs));
        });
    reports.done(result(asked, material, runs), spec.commandLine().getOut());
  }

  private void onStream(
      Request asked, ExperimentInput material, Experiment experiment, StreamPlan stream)
      throws BundleException, IOException {
    List<AlRun> onStream = new ArrayList<>();
    List<AlRun> asPool = new ArrayList<>();
    experiment.run(
        stream,
        asked.config().learning().seed(),
        onStream::add,
        run -> {
          asPool.add(run);
          reports.sofar(result(asked, material, onStream), result(asked, material, asPool));
        });
    reports.done(
        result(asked, material, onStream),
        result(asked, material, asPool),
        spec.commandLine().getOut());
  }

  private AlResult result(Request asked, ExperimentInput material, List<AlRun> runs) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put(
        "command", "sisom " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    record.put("version", String.join(" ", new Version().getVersion()));
    record.put("java", System.getProperty("java.version"));
    record.put("device", asked.config().device().device());
    record.put("plan", asked.plan().toString());
    asked.stream().ifPresent(stream -> record.put("stream", stream.toString()));
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
        material.pool().wanted().size(),
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
