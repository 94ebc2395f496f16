package io.sisom.service;

import io.javalin.Javalin;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.setting.SettingException;
import io.sisom.web.ClientTimeouts;
import io.sisom.web.ReadOnlyMethods;
import io.sisom.web.WebServer;
import java.util.List;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} in the Prometheus text format, {@code /health/live} (200 while the
 * process works) and {@code /health/ready} (200 once it does its job, 503 with the reason before).
 */
public final class StatusServer implements AutoCloseable {
  private final Javalin javalin;

  private StatusServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /** Starts serving. */
  public static StatusServer start(
      HttpConfig config,
      PrometheusMeterRegistry metrics,
      Supplier<Health> live,
      Supplier<Health> ready) {
    WebServer web =
        new WebServer(
            config.host(),
            config.port(),
            0,
            request -> false,
            List.of(new ReadOnlyMethods()),
            List.of(),
            ClientTimeouts.USUAL);
    Javalin javalin =
        Javalin.create(
            c -> {
              web.configure(c);
              c.routes.get(
                  "/metrics",
                  ctx -> ctx.contentType("text/plain; version=0.0.4").result(metrics.scrape()));
              c.routes.get("/health/live", ctx -> answer(ctx, live.get()));
              c.routes.get("/health/ready", ctx -> answer(ctx, ready.get()));
            });
    try {
      return new StatusServer(javalin.start(config.host(), config.port()));
    } catch (JavalinBindException e) {
      throw new SettingException(
          "http.port",
          config.port(),
          "cannot be bound on "
              + config.host()
              + " (is it in use?); choose another, 0 for a free one, or -1 to serve nothing");
    }
  }

  private static void answer(io.javalin.http.Context ctx, Health health) {
    ctx.status(health.good() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    ctx.result(health.reason() + "\n");
  }

  /** The port in use. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
