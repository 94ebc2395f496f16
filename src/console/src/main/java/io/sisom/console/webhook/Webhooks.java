package io.sisom.console.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.console.KafkaAccess;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Tells every address of every alert; one that is slow holds up no other. */
public final class Webhooks implements AutoCloseable {
  private final List<WebhookLane> lanes;

  private Webhooks(List<WebhookLane> lanes) {
    this.lanes = lanes;
  }

  /**
   * Starts sending.
   *
   * @param mayRun whether this process is the one that sends
   */
  public static Webhooks start(
      KafkaAccess kafka,
      WebhookConfig config,
      BooleanSupplier mayRun,
      MeterRegistry registry,
      Clock clock) {
    config.requireUsable();
    List<WebhookLane> lanes =
        config.urls().stream()
            .map(url -> new WebhookLane(kafka, URI.create(url), config, mayRun, registry, clock))
            .toList();
    lanes.forEach(WebhookLane::start);
    return new Webhooks(lanes);
  }

  /** The bug that ended one of them. */
  public Optional<Throwable> failure() {
    return lanes.stream().flatMap(lane -> lane.failure().stream()).findFirst();
  }

  @Override
  public void close() {
    lanes.forEach(WebhookLane::close);
  }
}
