package io.sisom.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/** Starts the HTTP server for metrics and health if the settings ask for one. */
public final class StatusEndpoints {
  private StatusEndpoints() {}

  /** Starts it and returns what to close; starts nothing when {@code http.port} is -1. */
  public static AutoCloseable start(
      HttpConfig config,
      PrometheusMeterRegistry registry,
      Supplier<Health> live,
      Supplier<Health> ready) {
    return config.port() < 0 ? () -> {} : StatusServer.start(config, registry, live, ready);
  }
}
