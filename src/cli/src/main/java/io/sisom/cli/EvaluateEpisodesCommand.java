package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.FeatureCache;
import io.sisom.evaluation.SetReader;
import io.sisom.evaluation.TopicFrames;
import io.sisom.evaluation.episode.EpisodeResult;
import io.sisom.evaluation.episode.EpisodeSettings;
import io.sisom.evaluation.report.EpisodeReport;
import io.sisom.feed.FeedException;
import io.sisom.frame.FrameDecoder;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.Version;
import io.sisom.wire.WholeTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sisom evaluate episodes}. */
@Command(
    name = "episodes",
    description =
        "Measure alerts on one camera's recording: novelties are spliced in, the scorer's rule makes"
            + " episodes, and what was found, missed and false is counted, beside MSP, Energy and KNN.",
    footer = {
      "",
      "Frames are where 'sisom evaluate --help' says; a recording's frames come from the topic that",
      "  'sisom feed' put them on. alert.k, alert.n and the other alert settings make the episodes.",
      "Calibration: fleet, other sensors' frames; frames, the sensor's own, each taken for a fresh",
      "  draw; blocks, the same in blocks of time, each counted once; maxima, the highest score of",
      "  each block. p ≥ … says that no p-value can be as small as what was asked.",
      ""
    })
final class EvaluateEpisodesCommand implements Callable<Integer> {
  @Mixin private SettingOptions settings;
  @Mixin private EpisodeFrameOptions frames;
  @Mixin private EpisodePlanOptions planned;

  @Option(names = "--every", description = "All published methods, not MSP, Energy and KNN alone.")
  private boolean every;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures and the plan.")
  private @Nullable Path json;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      defaultValue = "data/evaluation-cache",
      description = "Features are kept here, by content (default: ${DEFAULT-VALUE}).")
  private Path cache = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SisomConfig config = settings.resolve();
    EpisodeFrameOptions.Sets sets = usage(frames::sets);
    EpisodeSettings divided = usage(planned::settings);
    usage(() -> planned.draw(config.alerts(), 1, 1));
    try {
      run(config, sets, divided);
      return ExitCode.DONE;
    } catch (EvaluationException | FeedException | BundleException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
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

  private void run(SisomConfig config, EpisodeFrameOptions.Sets sets, EpisodeSettings divided)
      throws BundleException, IOException {
    ModelBundle bundle = ModelBundle.open(sets.model());
    try (ScoringKernel kernel = ScoringKernel.open(bundle, config.device().placement());
        ConsoleProgress progress = new ConsoleProgress()) {
      SetReader reader =
          new SetReader(
              kernel.head().labels(),
              config.frames().maxBytes(),
              new TopicFrames(
                  topic -> WholeTopic.open(config.kafka().consumerProperties(), topic),
                  config::schemas));
      EpisodeResult result =
          new EpisodeRun(
                  config,
                  bundle,
                  kernel,
                  reader,
                  new FrameDecoder(config.frames()),
                  new FeatureCache(bundle, kernel.placement().arithmetic(), cache),
                  progress::at)
              .run(sets, divided, planned, every, record(config));
      progress.close();
      spec.commandLine().getOut().print(EpisodeReport.of(result));
      spec.commandLine().getOut().flush();
      if (json != null) {
        EpisodeReport.write(result, json);
      }
    }
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
    record.put("alerts", config.alerts().toString());
    return record;
  }
}
