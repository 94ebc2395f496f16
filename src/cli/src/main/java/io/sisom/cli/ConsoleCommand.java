package io.sisom.cli;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.ConsoleState;
import io.sisom.console.SteadyClock;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.GracefulShutdown;
import io.sisom.service.Health;
import io.sisom.service.HttpConfig;
import io.sisom.service.StatusEndpoints;
import io.sisom.wire.Topics;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sisom console}. */
@Command(
    name = "console",
    description = "The labeling queue in a browser and over REST. One console serves at a time.")
final class ConsoleCommand implements Callable<Integer> {
  @Mixin private SettingOptions settings;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    settings.resolve().consoleSettings().requireUsable();
    SisomConfig config = settings.connect(HttpConfig.Server.CONSOLE.defaults(), Topics::ofConsole);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    // Everything that can fail here comes before the queue is taken over: see takeOver.
    try (GracefulShutdown stopping = GracefulShutdown.onShutdown();
        ConsoleProcess console =
            ConsoleProcess.start(
                config.kafkaAccess(),
                config.consoleSettings(),
                config.heatMaps(),
                registry,
                SteadyClock.ofMachine(),
                Clock.systemUTC());
        AutoCloseable status =
            StatusEndpoints.start(
                config.http(),
                registry,
                () -> live(console),
                () -> health(console, ConsoleState::ready))) {
      console.takeOver();
      spec.commandLine().getOut().println("console at " + console.url());
      if (!stopping.await(() -> console.state().live())) {
        throw new CommandFailure(console.state().words());
      }
    }
    return ExitCode.DONE;
  }

  /** A bug that ended what it follows leaves the rest at work, for whoever restarts it. */
  private static Health live(ConsoleProcess console) {
    return console
        .failure()
        .map(bug -> Health.bad("a topic is followed no more, a bug ended it: " + bug))
        .orElseGet(() -> health(console, ConsoleState::live));
  }

  private static Health health(ConsoleProcess console, Predicate<ConsoleState> good) {
    ConsoleState state = console.state();
    return new Health(good.test(state), state.words());
  }
}
