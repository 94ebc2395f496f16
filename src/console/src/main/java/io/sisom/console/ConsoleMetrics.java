package io.sisom.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sisom.queue.Change.What;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the console reports, {@code sisom.queue.*}. One instance an application. */
public final class ConsoleMetrics {
  private final MeterRegistry registry;
  private final Map<What, Counter> changes = new EnumMap<>(What.class);
  private final Counter refused;
  private final Counter lostFrames;
  private final Counter loginFailures;
  private final Timer commits;

  /** Registers the meters. */
  public ConsoleMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (What what : What.values()) {
      changes.put(
          what,
          Counter.builder("sisom.queue.changes")
              .description("Changes of frames in the labeling queue")
              .tag("what", what.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    refused =
        Counter.builder("sisom.queue.refused")
            .description("Records of label-candidates that are no candidate")
            .register(registry);
    lostFrames =
        Counter.builder("sisom.queue.overflow")
            .description("Candidates that found the queue full of better ones")
            .register(registry);
    loginFailures =
        Counter.builder("sisom.console.login.failures")
            .description(
                "Tries to log in, or requests, with a wrong token or after too many of them")
            .register(registry);
    commits =
        Timer.builder("sisom.queue.commit")
            .description("Committing what many annotators did, together")
            .register(registry);
  }

  void watch(QueueService service) {
    gauge("sisom.queue.waiting", "Frames that wait for a label", service, s -> s.waiting());
    gauge("sisom.queue.leases", "Frames that annotators have", service, s -> s.leases());
    gauge(
        "sisom.queue.serving",
        "1 while this console serves the queue",
        service,
        s -> s.state() == ConsoleState.SERVING ? 1 : 0);
  }

  private void gauge(
      String name, String doc, QueueService service, ToDoubleFunction<QueueService> value) {
    Gauge.builder(name, service, value).description(doc).register(registry);
  }

  void changed(What what) {
    Counter counter = changes.get(what);
    if (counter != null) {
      counter.increment();
    }
  }

  void refused() {
    refused.increment();
  }

  void overflowed(int frames) {
    lostFrames.increment(frames);
  }

  /** Somebody gave a wrong token, or one too many. */
  public void loginFailed() {
    loginFailures.increment();
  }

  void committed(Duration time) {
    commits.record(time);
  }
}
