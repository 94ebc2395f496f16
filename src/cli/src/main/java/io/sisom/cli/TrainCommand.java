package io.sisom.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.network.ModelBundle;
import io.sisom.schema.ReferenceManifest;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.GracefulShutdown;
import io.sisom.service.Health;
import io.sisom.service.HttpConfig;
import io.sisom.service.StatusEndpoints;
import io.sisom.trainer.TrainerProcess;
import io.sisom.training.TrainingListener;
import io.sisom.training.VersionOutcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sisom train}. */
@Command(
    name = "train",
    description =
        "The trainer app: turns labeled frames into verified reference sets and publishes them.")
final class TrainCommand implements Callable<Integer> {
  @Mixin private SettingOptions settings;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE_DIR",
      required = true,
      description =
          "Directory with model.json and model.pt; TorchScript is code, use bundles you trust.")
  private Path model;

  @Option(
      names = "--once",
      description = "Publish one reference set from the labels present, then exit.")
  private boolean once;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "How deep labels reach: reference, head or full; the same as --set learning.mode=MODE.")
  private @Nullable String mode;

  @Option(
      names = "--from-scratch",
      description =
          "Begin with fresh parameters; the same as --set learning.mode=full --set"
              + " learning.scratch=true.")
  private boolean scratch;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    // Before the broker is asked: a wrong folder is told at once.
    ModelBundle bundle = ModelBundle.open(model);
    if (mode != null) {
      settings.set("learning.mode", mode);
    }
    if (scratch) {
      settings.set("learning.mode", "full");
      settings.set("learning.scratch", "true");
    }
    SisomConfig config =
        settings.connect(
            HttpConfig.Server.TRAIN.defaults(),
            topics -> List.of(topics.labels(), topics.references()));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (GracefulShutdown stopping = GracefulShutdown.onShutdown();
        ConsoleProgress progress = new ConsoleProgress();
        TrainerProcess trainer =
            TrainerProcess.open(
                config.forTrainer(),
                bundle,
                new ProgressListener(progress),
                registry,
                Clock.systemUTC())) {
      stopping.thenRun(trainer::stop);
      return once ? once(trainer, progress) : run(config, trainer, registry);
    }
  }

  private int once(TrainerProcess trainer, ConsoleProgress progress) throws Exception {
    VersionOutcome result = trainer.once();
    progress.close();
    return result.either(
        made -> tell(made.manifest()),
        rejected -> {
          throw new CommandFailure(
              "version %d is kept as rejected, %s: %s"
                  .formatted(
                      rejected.manifest().getVersion(),
                      "version " + rejected.manifest().getParent() + " stays active",
                      String.join("; ", rejected.manifest().getReasons())));
        },
        not -> {
          throw new CommandFailure("no version made: " + not.reason());
        });
  }

  private int tell(ReferenceManifest m) {
    spec.commandLine()
        .getOut()
        .printf(
            "reference version %d: %d known frames of %d classes, %d for calibration, accuracy %.4f, r_avg %.4f%n",
            m.getVersion(),
            m.getKnownFrames(),
            m.getKnownByLabel().size(),
            m.getCalibrationFrames(),
            m.getAccuracy(),
            m.getRatioAverage());
    if (!m.getWaitingByLabel().isEmpty()) {
      spec.commandLine().getErr().println("sisom: not learned: frames of " + m.getWaitingByLabel());
    }
    return ExitCode.DONE;
  }

  private static int run(
      SisomConfig config, TrainerProcess trainer, PrometheusMeterRegistry registry)
      throws Exception {
    try (AutoCloseable server =
        StatusEndpoints.start(
            config.http(),
            registry,
            () -> Health.good("training"),
            () -> Health.good("training"))) {
      trainer.run();
    }
    return ExitCode.DONE;
  }

  private record ProgressListener(ConsoleProgress progress) implements TrainingListener {
    @Override
    public void progress(String task, long done, long total) {
      progress.at(task, done, total);
    }

    @Override
    public void published(ReferenceManifest manifest) {
      progress.close();
    }

    @Override
    public void rejected(ReferenceManifest manifest) {
      progress.close();
    }

    @Override
    public void unlearned(String reason) {
      progress.close();
    }
  }
}
