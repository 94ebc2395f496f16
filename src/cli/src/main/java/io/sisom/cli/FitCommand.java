package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.FeatureCache;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetArguments;
import io.sisom.evaluation.SetFeatures;
import io.sisom.evaluation.SetFit;
import io.sisom.evaluation.SetReader;
import io.sisom.evaluation.SetSummary;
import io.sisom.evaluation.TopicFrames;
import io.sisom.feed.FeedException;
import io.sisom.fitting.Fit;
import io.sisom.fitting.FitBy;
import io.sisom.fitting.FittingConfig;
import io.sisom.frame.FrameDecoder;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.Arithmetic;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.wire.WholeTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sisom fit}. */
@Command(
    name = "fit",
    description =
        "Choose the score's settings for a model from labeled frames alone, and show what they are"
            + " worth. The trainer does the same by itself; this is to see it, or to fix it.",
    footer = {
      "",
      "Frames are given as in 'sisom evaluate'. Settings that are given (--set, --config) are kept.",
      ""
    })
final class FitCommand implements Callable<Integer> {
  @Mixin private SettingOptions settings;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "Model bundle: model.json and model.pt, from a source you trust.")
  private Path model;

  @Option(
      names = "--known",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "Labeled frames. As many are read as fit.known and fit.frames ask for.")
  private List<String> known;

  @Option(
      names = "--held-out",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Labeled frames that the network was not trained on, to be told from outliers; without"
              + " them some of the known frames are held out.")
  private List<String> heldOut = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the settings to a file for --config.")
  private @Nullable Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all that was tried.")
  private @Nullable Path json;

  @Option(names = "--all", description = "List every setting that was tried.")
  private boolean all;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      defaultValue = "data/evaluation-cache",
      description = "Features are kept here, by content (default: ${DEFAULT-VALUE}).")
  private Path cache;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SisomConfig config = settings.resolve();
    if (config.fitting().by() == FitBy.NONE) {
      throw new ParameterException(
          spec.commandLine(), "fit.by=none leaves nothing to fit; give synthetic or ravg");
    }
    FrameSet knownSet;
    Optional<FrameSet> heldOutSet;
    try {
      long limit = (long) config.fitting().known() + config.fitting().frames();
      knownSet = SetArguments.single("known", Role.KNOWN, known, limit);
      heldOutSet =
          heldOut.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  SetArguments.single(
                      "held out", Role.CALIBRATION, heldOut, config.fitting().frames()));
    } catch (EvaluationException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    try {
      write(fit(config, knownSet, heldOutSet), config.device().placement().arithmetic());
    } catch (EvaluationException | FeedException | BundleException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
    return ExitCode.DONE;
  }

  private Fit fit(SisomConfig config, FrameSet knownSet, Optional<FrameSet> heldOutSet)
      throws BundleException {
    ModelBundle bundle = ModelBundle.open(model);
    FrameDecoder decoder = new FrameDecoder(config.frames());
    try (ScoringKernel kernel = ScoringKernel.open(bundle, config.device().placement());
        ConsoleProgress progress = new ConsoleProgress()) {
      SetReader reader =
          new SetReader(
              kernel.head().labels(),
              config.frames().maxBytes(),
              new TopicFrames(
                  topic -> WholeTopic.open(config.kafka().consumerProperties(), topic),
                  config::schemas));
      FeatureCache kept = new FeatureCache(bundle, kernel.placement().arithmetic(), cache);
      SetFeatures features = new SetFeatures(kernel, reader, decoder, kept);
      SetSummary knownFrames = SetSummary.of(knownSet, features, progress::at);
      Optional<SetSummary> heldOutFrames =
          heldOutSet.map(set -> SetSummary.of(set, features, progress::at));
      return new SetFit(config.fitting(), config.score(), reader, decoder, kernel, kept)
          .fit(knownFrames, heldOutFrames, progress::at)
          .orElseThrow(
              () ->
                  new CommandFailure(
                      "nothing can be fitted: at least "
                          + FittingConfig.LEAST_FRAMES
                          + " labeled frames of two classes must be held out, and two known ones of"
                          + " a class be left; give more with --known"));
    }
  }

  private void write(Fit fit, Arithmetic in) throws IOException {
    spec.commandLine().getOut().print(FitTable.of(fit.report(), all));
    fit.report()
        .settings()
        .forEach((key, value) -> spec.commandLine().getOut().println(key + "=" + value));
    spec.commandLine().getOut().flush();
    if (json != null) {
      Files.writeString(json, fit.report().json());
    }
    if (out != null) {
      StringBuilder text = new StringBuilder();
      text.append("# Fitted by sisom fit in %s on %s".formatted(in.precision(), in.device()));
      text.append("; given settings are kept.\n");
      for (Map.Entry<String, String> setting : fit.report().settings().entrySet()) {
        text.append(setting.getKey()).append('=').append(setting.getValue()).append('\n');
      }
      Files.writeString(out, text);
    }
  }
}
