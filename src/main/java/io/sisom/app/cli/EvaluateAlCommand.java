package io.sisom.app.cli;

import io.sisom.app.CommandFailure;
import io.sisom.app.config.SisomConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.PixelSet;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetArguments;
import io.sisom.evaluation.SetReader;
import io.sisom.evaluation.TopicFrames;
import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.AlRun;
import io.sisom.evaluation.al.Contamination;
import io.sisom.evaluation.al.Experiment;
import io.sisom.evaluation.al.FramePool;
import io.sisom.evaluation.al.LearningSettings;
import io.sisom.evaluation.al.Material;
import io.sisom.evaluation.al.Plan;
import io.sisom.evaluation.al.SisomSettings;
import io.sisom.evaluation.al.StrategyName;
import io.sisom.evaluation.al.Tuning;
import io.sisom.evaluation.report.AlHtmlReport;
import io.sisom.evaluation.report.AlJsonReport;
import io.sisom.evaluation.report.AlTextReport;
import io.sisom.feed.FeedException;
import io.sisom.frame.FrameDecoder;
import io.sisom.model.BundleException;
import io.sisom.model.DeviceChoice;
import io.sisom.model.Head;
import io.sisom.model.ModelBundle;
import io.sisom.model.Placement;
import io.sisom.model.ScoringKernel;
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
      "  fit.by none, training.calibration.fraction 0.1 and candidate.max.p 1 (no frame is left out as familiar).",
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

  private enum Oracle {
    LABELS
  }

  private enum Retrain {
    SCRATCH,
    CONTINUE
  }

  @Mixin private SettingOptions settings;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "Model bundle with train_forward, as the exporter makes it.")
  private Path model;

  @Option(
      names = "--pool",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "Labeled frames that labels can be asked for.")
  private List<String> pool;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "Labeled frames that accuracy is measured on.")
  private List<String> test;

  @Option(
      names = "--contaminate",
      paramLabel = "NAME=FILE@30%",
      arity = "1..*",
      description =
          "Frames of no class in the pool, so many that they make up that share of it; a label asked"
              + " for one is spent.")
  private List<String> contaminate = List.of();

  @Option(
      names = "--oracle",
      paramLabel = "labels",
      defaultValue = "labels",
      description = "Who answers: labels, those of the pool (default: ${DEFAULT-VALUE}).")
  private Oracle oracle;

  @Option(
      names = "--start",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Labeled frames everyone begins with, drawn from those that have a class (default:"
              + " ${DEFAULT-VALUE}).")
  private int start;

  @Option(
      names = "--query",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Labels asked for in each cycle (default: ${DEFAULT-VALUE}).")
  private int query;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "5",
      description = "Cycles of asking and learning (default: ${DEFAULT-VALUE}).")
  private int cycles;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "random,sisom",
      description = "Strategies to compare (default: ${DEFAULT-VALUE}).")
  private List<String> strategies;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Repetitions, counted up from learning.seed (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Strategies choose from N frames of the pool, drawn each cycle; without, from all.")
  private @Nullable Integer sample;

  @Option(
      names = "--pool-limit",
      paramLabel = "N",
      description = "At most so many labeled frames in the pool, evenly spread.")
  private @Nullable Long poolLimit;

  @Option(
      names = "--test-limit",
      paramLabel = "N",
      description = "At most so many test frames, evenly spread.")
  private @Nullable Long testLimit;

  @Option(
      names = "--warm",
      description =
          "Begin with what the bundle has learned; without, every seed begins with a network of its own.")
  private boolean warm;

  @Option(
      names = "--retrain",
      paramLabel = "continue|scratch",
      defaultValue = "continue",
      description =
          "How later networks are made: continue, the one before is taught on with all labels, which"
              + " costs less; scratch, as the first one was (default: ${DEFAULT-VALUE}).")
  private Retrain retrain;

  @Option(
      names = "--later-epochs",
      paramLabel = "N",
      defaultValue = "15",
      description = "Epochs of a network that is taught on (default: ${DEFAULT-VALUE}).")
  private int laterEpochs;

  @Option(
      names = "--later-rate",
      paramLabel = "RATE",
      defaultValue = "0.05",
      description = "Its learning rate at the start (default: ${DEFAULT-VALUE}).")
  private double laterRate;

  @Option(
      names = "--far-cut",
      paramLabel = "auto|off|SISOME",
      defaultValue = "auto",
      description =
          "SISOMe above which sisom and ratio take a frame for junk; auto finds it each cycle"
              + " (default: ${DEFAULT-VALUE}).")
  private String farCut;

  @Option(
      names = "--diversity",
      paramLabel = "auto|off|DISTANCE",
      defaultValue = "auto",
      description =
          "Distance below which they leave a frame out for a better one; auto takes the radius the"
              + " reference set was reduced with (default: ${DEFAULT-VALUE}).")
  private String diversity;

  @Option(names = "--report", paramLabel = "FILE", description = "Write a self-contained page.")
  private @Nullable Path report;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures, again after every run.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SisomConfig config = settings.resolve(DEFAULTS);
    Plan plan = usage(this::plan);
    SisomSettings sisom = usage(() -> sisom(config));
    List<Contamination> foreign =
        usage(() -> contaminate.stream().map(Contamination::parse).toList());
    usage(() -> Contamination.sets(foreign, 1)); // what cannot be read is told before the work
    FrameSet own =
        usage(() -> SetArguments.single("pool", Role.KNOWN, pool, limit("--pool-limit", poolLimit)));
    FrameSet tested =
        usage(() -> SetArguments.single("test", Role.ID, test, limit("--test-limit", testLimit)));
    Path folder = Files.createTempDirectory("sisom-al-");
    try {
      run(config, plan, sisom, material(config, own, foreign, tested), folder);
      return ExitCode.DONE;
    } catch (EvaluationException | FeedException | BundleException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    } finally {
      remove(folder);
    }
  }

  /** What is wrong with options is wrong usage. */
  private <T> T usage(java.util.function.Supplier<T> options) {
    try {
      return options.get();
    } catch (EvaluationException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Plan plan() {
    if (laterEpochs < 1 || !(laterRate > 0)) {
      throw new EvaluationException("--later-epochs is 1 or more, --later-rate above 0");
    }
    return new Plan(
        StrategyName.parse(strategies),
        seeds,
        start,
        query,
        cycles,
        sample == null ? Integer.MAX_VALUE : sample);
  }

  private SisomSettings sisom(SisomConfig config) {
    return new SisomSettings(
        config.score(),
        config.fitting(),
        config.reference(),
        config.candidates(),
        Tuning.parse("--far-cut", farCut),
        Tuning.parse("--diversity", diversity));
  }

  private static long limit(String option, @Nullable Long given) {
    if (given != null && given < 1) {
      throw new EvaluationException(option + " is 1 or more");
    }
    return given == null ? FrameSet.WHOLE : given;
  }

  private Material material(
      SisomConfig config, FrameSet own, List<Contamination> foreign, FrameSet tested)
      throws BundleException {
    ModelBundle bundle = ModelBundle.open(model);
    Placement placement =
        DeviceChoice.resolve(config.device(), config.precision(), config.deviceThreads());
    Head head;
    try (ScoringKernel kernel = ScoringKernel.load(bundle, placement)) {
      head = kernel.head();
    }
    SetReader reader =
        new SetReader(
            head.labels(),
            config.frames().maxBytes(),
            new TopicFrames(config.kafka()::consumer));
    FrameDecoder decoder = new FrameDecoder(config.frames());
    PixelSet frames = read(reader, own, decoder, bundle, head);
    List<PixelSet> others = new ArrayList<>();
    for (FrameSet set : Contamination.sets(foreign, frames.size())) {
      PixelSet other = read(reader, set, decoder, bundle, head);
      Contamination.requireEnough(set.name(), set.limit(), other.size(), frames.size());
      others.add(other);
    }
    return new Material(
        bundle,
        head,
        placement,
        FramePool.of(frames, others),
        read(reader, tested, decoder, bundle, head));
  }

  private static PixelSet read(
      SetReader reader, FrameSet set, FrameDecoder decoder, ModelBundle bundle, Head head) {
    return PixelSet.read(reader, set, decoder, bundle.description().input(), head.labels());
  }

  private void run(
      SisomConfig config, Plan plan, SisomSettings sisom, Material material, Path folder)
      throws BundleException, IOException {
    LearningSettings learning =
        new LearningSettings(
            config.learning(),
            !warm,
            retrain == Retrain.CONTINUE,
            laterEpochs,
            laterRate,
            config.reference().calibrationFraction());
    List<AlRun> runs = new ArrayList<>();
    try (ConsoleProgress progress = new ConsoleProgress()) {
      new Experiment(plan, sisom, learning, material, folder, progress::at)
          .run(
              config.learning().seed(),
              run -> {
                runs.add(run);
                writeJson(result(config, plan, sisom, learning, material, runs));
              });
    }
    AlResult result = result(config, plan, sisom, learning, material, runs);
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

  private AlResult result(
      SisomConfig config,
      Plan plan,
      SisomSettings sisom,
      LearningSettings learning,
      Material material,
      List<AlRun> runs) {
    Map<String, String> record = new LinkedHashMap<>();
    record.put(
        "command", "sisom " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    record.put("version", String.join(" ", new Version().getVersion()));
    record.put("java", System.getProperty("java.version"));
    record.put("device", config.device());
    record.put("oracle", oracle.name().toLowerCase(java.util.Locale.ROOT));
    record.put("plan", plan.toString());
    record.put("learning", learning.toString());
    record.put("sisom", sisom.toString());
    return new AlResult(
        Clock.systemUTC().instant(),
        material.bundle().version(),
        record,
        plan,
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
