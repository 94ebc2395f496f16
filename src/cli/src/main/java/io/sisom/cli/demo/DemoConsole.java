package io.sisom.cli.demo;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.Console;
import io.sisom.console.KafkaAccess;
import io.sisom.console.SteadyClock;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.console.http.ConsoleServer;
import java.time.Clock;

/** The console inside a demo. */
final class DemoConsole implements AutoCloseable {
  private final Console console;
  private final FleetWatch fleet;
  private final ConsoleServer server;

  private DemoConsole(Console console, FleetWatch fleet, ConsoleServer server) {
    this.console = console;
    this.fleet = fleet;
    this.server = server;
  }

  /** Serves the queue; the topics must be there. */
  static DemoConsole open(SisomConfig config, MeterRegistry registry, Clock clock) {
    config.console().requireSafe();
    KafkaAccess kafka =
        new KafkaAccess(
            config.kafka().consumerProperties(),
            config.kafka().producerProperties(),
            config.topics());
    Console console =
        Console.of(
            kafka,
            config.queue(),
            config.console(),
            config.frames(),
            config.heatMaps(),
            registry,
            SteadyClock.ofMachine());
    FleetWatch fleet =
        FleetWatch.start(
            kafka,
            config.live(),
            console,
            config.alerts().alpha(),
            config.scoring().applicationId(),
            registry,
            clock);
    try {
      ConsoleServer server = ConsoleServer.start(console, fleet, config.console(), clock);
      console.takeOver();
      return new DemoConsole(console, fleet, server);
    } catch (RuntimeException e) {
      fleet.close();
      console.close();
      throw e;
    }
  }

  /** Where a browser finds it. */
  String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    fleet.close();
    console.close();
  }
}
