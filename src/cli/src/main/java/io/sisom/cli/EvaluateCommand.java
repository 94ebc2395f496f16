package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.Evaluator;
import io.sisom.evaluation.FeatureCache;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetArguments;
import io.sisom.evaluation.SetFeatures;
import io.sisom.evaluation.SetFit;
import io.sisom.evaluation.SetReader;
import io.sisom.evaluation.StandardLineup;
import io.sisom.evaluation.TopicFrames;
import io.sisom.evaluation.report.HtmlReport;
import io.sisom.evaluation.report.JsonReport;
import io.sisom.evaluation.report.ScoresCsv;
import io.sisom.evaluation.report.TextReport;
import io.sisom.feed.FeedException;
import io.sisom.fitting.ProfileChoice;
import io.sisom.fitting.ScoreSettings;
import io.sisom.frame.FrameDecoder;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.Version;
import io.sisom.wire.WholeTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sisom evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Measure on your own frames how well novel ones are told from known ones, beside published"
            + " methods; with al, which frames to label next; with episodes, alerts on a stream.",
    subcommands = {EvaluateAlCommand.class, EvaluateEpisodesCommand.class},
    footer = {
      "",
      "Where frames are:",
      "  FILE                    records: .bin, .bin.gz, .delta.gz",
      "  FILE@0-999              records 0 to 999 of it",
      "  FILE@lists.json#a.b     the records whose indices are listed at a.b in lists.json",
      "  DIR                     images; one folder a class gives them labels",
      "  topic:NAME              frames or labeled frames on a topic, up to its present end",
      "Known frames need labels of the model; other frames may have them.",
      ""
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final String WHOLE = "9223372036854775807";

  @Mixin private SettingOptions settings;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model bundle: model.json and model.pt, from a source you trust. Required.")
  private @Nullable Path model;

  @Option(
      names = "--known",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Labeled frames that every method is fitted on. Required.")
  private List<String> known = List.of();

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Held-out in-distribution frames that the network was not trained on, for p-values; without"
              + " them a share of the known frames serves, which only the stream's score has.")
  private List<String> calibration = List.of();

  @Option(
      names = "--id",
      paramLabel = "FILE",
      arity = "1..*",
      description = "In-distribution test frames. Required.")
  private List<String> id = List.of();

  @Option(
      names = "--near",
      paramLabel = "NAME=FILE",
      arity = "1..*",
      description = "Novel frames much like known ones.")
  private List<String> near = List.of();

  @Option(
      names = "--far",
      paramLabel = "NAME=FILE",
      arity = "1..*",
      description = "Novel frames unlike known ones.")
  private List<String> far = List.of();

  @Option(
      names = "--known-limit",
      paramLabel = "N",
      defaultValue = WHOLE,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "At most so many known frames, evenly spread.")
  private long knownLimit;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = WHOLE,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "At most so many frames of each other set, evenly spread.")
  private long limit;

  @Option(
      names = "--ablation",
      description = "Also measure the paper's score with its parts switched off one by one.")
  private boolean ablation;

  @Option(names = "--report", paramLabel = "FILE", description = "Write a self-contained page.")
  private @Nullable Path report;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write every frame's scores.")
  private @Nullable Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures.")
  private @Nullable Path json;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      defaultValue = "data/evaluation-cache",
      description = "Features are kept here, by content (default: ${DEFAULT-VALUE}).")
  private Path cache;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path bundle = requireOptions();
    SisomConfig config = settings.resolve();
    List<FrameSet> sets = sets();
    try {
      evaluate(config, bundle, sets);
      return ExitCode.DONE;
    } catch (EvaluationException | FeedException | BundleException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  /** What picocli would ask for of the subcommand too if it were declared as required. */
  private Path requireOptions() {
    List<String> missing = new ArrayList<>();
    if (model == null) {
      missing.add("'--model=DIR'");
    }
    if (known.isEmpty()) {
      missing.add("'--known=FILE'");
    }
    if (id.isEmpty()) {
      missing.add("'--id=FILE'");
    }
    if (model == null || !missing.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing required option%s: %s"
              .formatted(missing.size() > 1 ? "s" : "", String.join(", ", missing)));
    }
    return model;
  }

  private List<FrameSet> sets() {
    if (knownLimit < 1 || limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit and --known-limit are 1 or more");
    }
    List<FrameSet> sets = new ArrayList<>();
    try {
      sets.add(SetArguments.single("known", Role.KNOWN, known, knownLimit));
      if (!calibration.isEmpty()) {
        sets.add(SetArguments.single("calibration", Role.CALIBRATION, calibration, FrameSet.WHOLE));
      }
      sets.add(SetArguments.single("in-distribution", Role.ID, id, limit));
      sets.addAll(SetArguments.named(Role.NEAR, near, limit));
      sets.addAll(SetArguments.named(Role.FAR, far, limit));
    } catch (EvaluationException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    if (sets.stream().noneMatch(set -> set.role().isNovel())) {
      throw new ParameterException(
          spec.commandLine(), "give at least one set of novel frames with --near or --far");
    }
    return sets;
  }

  private void evaluate(SisomConfig config, Path folder, List<FrameSet> sets)
      throws BundleException, IOException {
    ModelBundle bundle = ModelBundle.open(folder);
    Placement placement = config.device().placement();
    try (ScoringKernel kernel = ScoringKernel.open(bundle, placement);
        ConsoleProgress progress = new ConsoleProgress()) {
      SetReader reader =
          new SetReader(
              kernel.head().labels(),
              config.frames().maxBytes(),
              new TopicFrames(
                  topic -> WholeTopic.open(config.kafka().consumerProperties(), topic),
                  config::schemas));
      FrameDecoder decoder = new FrameDecoder(config.frames());
      FeatureCache kept = new FeatureCache(bundle, kernel.placement().arithmetic(), cache);
      Evaluation evaluation =
          new Evaluator(
                  new SetFeatures(kernel, reader, decoder, kept),
                  bundle.description().taps(),
                  kernel.head(),
                  bundle.version(),
                  Clock.systemUTC(),
                  progress::at)
              .run(sets, lineup(config, reader, decoder, kernel, kept), record(config));
      progress.close();
      write(evaluation, reader, decoder, kernel);
    }
  }

  private StandardLineup lineup(
      SisomConfig config,
      SetReader reader,
      FrameDecoder decoder,
      ScoringKernel kernel,
      FeatureCache kept) {
    // Every profile is fitted, so that what was not chosen stands beside what was.
    ScoreSettings open = config.score().with(ProfileChoice.AUTO);
    return new StandardLineup(
        config.score(),
        config.fitting(),
        config.reference(),
        new SetFit(config.fitting(), open, reader, decoder, kernel, kept),
        ablation);
  }

  private Map<String, String> record(SisomConfig config) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put(
        "command", "sisom " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    record.put("version", String.join(" ", new Version().getVersion()));
    record.put("java", System.getProperty("java.version"));
    record.put("device", config.device().device());
    record.put("precision", config.device().precision().key());
    record.put("score", config.score().toString());
    record.put("fitting", config.fitting().toString());
    record.put("reference", config.reference().toString());
    return record;
  }

  private void write(
      Evaluation evaluation, SetReader reader, FrameDecoder decoder, ScoringKernel kernel)
      throws IOException {
    spec.commandLine().getOut().print(TextReport.of(evaluation));
    spec.commandLine().getOut().flush();
    if (json != null) {
      JsonReport.write(evaluation, json);
    }
    if (csv != null) {
      ScoresCsv.write(evaluation, csv);
    }
    if (report != null) {
      new HtmlReport(reader, decoder, kernel.description().input()).write(evaluation, report);
    }
  }
}
