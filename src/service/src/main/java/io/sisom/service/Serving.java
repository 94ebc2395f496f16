package io.sisom.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/** Serves metrics and health where the settings ask for it. */
public final class Serving {
  private Serving() {}

  /** What to close; does nothing when {@code http.port} is -1. */
  public static AutoCloseable start(
      HttpConfig config,
      PrometheusMeterRegistry registry,
      Supplier<Health> live,
      Supplier<Health> ready) {
    return config.port() < 0 ? () -> {} : StatusServer.start(config, registry, live, ready);
  }
}
