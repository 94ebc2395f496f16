package io.sisom.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.cli.demo.DemoPlan;
import io.sisom.cli.demo.DemoRun;
import io.sisom.cli.demo.DemoStory;
import io.sisom.cli.demo.Labeler;
import io.sisom.cli.demo.TemporaryFolder;
import io.sisom.demo.BundledModel;
import io.sisom.demo.DemoResult;
import io.sisom.demo.world.WorldConfig;
import io.sisom.service.ExitCode;
import io.sisom.setting.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sisom demo}. */
@Command(
    name = "demo",
    description =
        "Everything in one process, about a minute and a half: an embedded broker, a simulated fleet that meets things its model does not know, trainer, scorer, annotator, and the console.")
final class DemoCommand implements Callable<Integer> {
  @Mixin private SettingOptions settings;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Frames the whole fleet sends (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--robots",
      paramLabel = "N",
      defaultValue = "3",
      description = "Robots, one camera each (default: ${DEFAULT-VALUE}).")
  private int robots;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description =
          "Seed of the simulated world; the same seed gives the same world (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--annotator",
      paramLabel = "WHO",
      defaultValue = "simulated",
      description =
          "Who labels: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). A human labels in a browser, at the address that is printed, until Enter is pressed here.")
  private AnnotatorKind annotator = AnnotatorKind.simulated;

  /** Who labels in the demo, as written on the command line. */
  enum AnnotatorKind {
    simulated,
    human
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (frames < 1 || robots < 1) {
      throw new picocli.CommandLine.ParameterException(
          spec.commandLine(), "--frames and --robots must be at least 1");
    }
    DemoStory story = new DemoStory(spec.commandLine().getOut());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (TemporaryFolder folder = TemporaryFolder.create();
        EmbeddedBroker broker =
            EmbeddedBroker.start(folder.path().resolve("broker"), 0, Map.of())) {
      settings.set("kafka.bootstrap.servers", broker.bootstrapServers());
      SisomConfig config = settings.resolve(DemoPlan.settings(folder.path()));
      story.say("a Kafka broker runs at " + broker.bootstrapServers());
      WorldConfig world = Settings.defaults(WorldConfig.class);
      DemoPlan plan = new DemoPlan(frames, robots, 1200, seed, world);
      DemoResult result =
          new DemoRun(
                  config,
                  plan,
                  BundledModel.unpack(folder.path().resolve("model")),
                  annotator == AnnotatorKind.human
                      ? new Labeler.Human(DemoCommand::awaitEnter)
                      : new Labeler.Simulated(),
                  story,
                  registry)
              .run();
      spec.commandLine().getOut().println(result.table());
      return result.complete() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** Also ends where nobody can press Enter: at the end of standard input. */
  private static void awaitEnter() throws IOException {
    int read;
    do {
      read = System.in.read();
    } while (read >= 0 && read != '\n');
  }
}
