package io.sisom.app.demo;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.app.config.SisomConfig;
import io.sisom.console.Console;
import io.sisom.console.KafkaAccess;
import io.sisom.console.http.ConsoleServer;
import java.time.Clock;

/** The console inside a demo. */
final class DemoConsole implements AutoCloseable {
  private final Console console;
  private final ConsoleServer server;

  private DemoConsole(Console console, ConsoleServer server) {
    this.console = console;
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
        Console.start(kafka, config.queue(), config.console(), config.frames(), registry, clock);
    try {
      return new DemoConsole(console, ConsoleServer.start(console, config.console(), clock));
    } catch (RuntimeException e) {
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
    console.close();
  }
}
