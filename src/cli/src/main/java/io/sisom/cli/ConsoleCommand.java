package io.sisom.cli;

import io.sisom.service.Serving;
import io.sisom.service.Stopping;
import io.sisom.service.ExitCode;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.Console;
import io.sisom.console.ConsoleState;
import io.sisom.console.KafkaAccess;
import io.sisom.console.SteadyClock;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.console.http.ConsoleServer;
import io.sisom.console.webhook.Webhooks;
import io.sisom.service.CommandFailure;
import io.sisom.service.Health;
import io.sisom.service.HttpConfig;
import io.sisom.wire.Topics;
import java.time.Clock;
import java.util.concurrent.Callable;
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
    settings.resolve().console().requireSafe();
    settings.resolve().webhooks().requireUsable();
    SisomConfig config = settings.connect(HttpConfig.Server.CONSOLE.defaults(), Topics::ofConsole);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    KafkaAccess kafka =
        new KafkaAccess(
            config.kafka().consumerProperties(),
            config.kafka().producerProperties(),
            config.topics());
    Clock clock = Clock.systemUTC();
    // Everything that can fail here comes before the queue is taken over: see takeOver.
    try (Stopping stopping = Stopping.onShutdown();
        Console console =
            Console.of(
                kafka,
                config.queue(),
                config.console(),
                config.frames(),
                config.heatMaps(),
                registry,
                SteadyClock.ofMachine());
        Webhooks webhooks =
            Webhooks.start(kafka, config.webhooks(), () -> ready(console).good(), registry, clock);
        FleetWatch fleet =
            FleetWatch.start(
                kafka,
                config.live(),
                console,
                config.alerts().alpha(),
                config.scoring().applicationId(),
                registry,
                clock);
        ConsoleServer server = ConsoleServer.start(console, fleet, config.console(), clock);
        AutoCloseable status =
            Serving.start(config.http(), registry, () -> live(console), () -> ready(console))) {
      console.takeOver();
      spec.commandLine().getOut().println("console at " + server.url());
      if (!stopping.await(() -> live(console).good())) {
        throw new CommandFailure(live(console).reason());
      }
    }
    return ExitCode.DONE;
  }

  private static Health live(Console console) {
    ConsoleState state = console.queue().state();
    return state == ConsoleState.TAKEN_OVER
        ? Health.bad(state.words())
        : Health.good(state.words());
  }

  private static Health ready(Console console) {
    ConsoleState state = console.queue().state();
    return state == ConsoleState.SERVING ? Health.good(state.words()) : Health.bad(state.words());
  }
}
