package io.sisom.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.console.http.ConsoleServer;
import io.sisom.console.webhook.Webhooks;
import io.sisom.explain.HeatMaps;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The console put together: queue, pictures, fleet, webhooks, and the server that shows them. It
 * serves its pages from the start, and the queue once it has {@link #takeOver taken it over}.
 */
public final class ConsoleProcess implements AutoCloseable {
  private final Console console;
  private final FleetWatch fleet;
  private final Webhooks webhooks;
  private final ConsoleServer server;
  private final Deque<Runnable> closing;

  private ConsoleProcess(
      Console console,
      FleetWatch fleet,
      Webhooks webhooks,
      ConsoleServer server,
      Deque<Runnable> closing) {
    this.console = console;
    this.fleet = fleet;
    this.webhooks = webhooks;
    this.server = server;
    this.closing = closing;
  }

  /**
   * Starts everything but the queue; what was started is closed again where something fails.
   *
   * @param heat closed with the process
   * @param steady times leases
   * @param clock of everything else
   * @throws io.sisom.setting.SettingException where a setting does not let it run
   */
  public static ConsoleProcess start(
      KafkaAccess kafka,
      ConsoleSettings settings,
      HeatMaps heat,
      MeterRegistry registry,
      SteadyClock steady,
      Clock clock) {
    Deque<Runnable> closing = new ArrayDeque<>();
    closing.push(heat::close);
    try {
      settings.requireUsable();
      Console console = Console.of(kafka, settings, heat, registry, steady);
      closing.push(console::close);
      Webhooks webhooks =
          Webhooks.start(
              kafka, settings.webhooks(), () -> console.queue().state().ready(), registry, clock);
      closing.push(webhooks::close);
      FleetWatch fleet =
          FleetWatch.start(
              kafka,
              settings.live(),
              console,
              settings.alpha(),
              settings.mute(),
              settings.scorers(),
              registry,
              clock);
      closing.push(fleet::close);
      ConsoleServer server = ConsoleServer.start(console, fleet, settings.console(), clock);
      closing.push(server::close);
      return new ConsoleProcess(console, fleet, webhooks, server, closing);
    } catch (RuntimeException e) {
      closing.forEach(Runnable::run);
      throw e;
    }
  }

  /**
   * Takes the queue over from whoever serves it, once. Only when everything else that the caller
   * needs is there: whoever served until now stops.
   */
  public void takeOver() {
    console.takeOver();
  }

  /** How it stands with the queue, in words too. */
  public ConsoleState state() {
    return console.queue().state();
  }

  /** The bug that ended the following of a topic; empty while there is none. */
  public Optional<Throwable> failure() {
    return console.failure().or(fleet::failure).or(webhooks::failure);
  }

  /** Queue and pictures. */
  public Console console() {
    return console;
  }

  /** What the live and episode pages show. */
  public FleetWatch fleet() {
    return fleet;
  }

  /** What answers browsers and programs. */
  public ConsoleServer server() {
    return server;
  }

  /** Where a browser finds it. */
  public String url() {
    return server.url();
  }

  /** Stops what was started, the last first. */
  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
