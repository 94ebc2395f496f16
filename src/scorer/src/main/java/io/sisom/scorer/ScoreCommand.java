package io.sisom.scorer;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.GivenSettings;
import io.sisom.service.GracefulShutdown;
import io.sisom.service.HttpConfig;
import io.sisom.service.StatusEndpoints;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sisom score}. */
@Command(
    name = "score",
    description = "The scoring app: frames in; scores, alerts, candidates and dead letters out.")
public final class ScoreCommand implements Callable<Integer> {
  private final Function<Map<String, String>, ScorerConfig> check;

  @Mixin private GivenSettings settings;

  /**
   * The command.
   *
   * @param check makes the scorer's settings of all that are given, and refuses what is wrong
   */
  public ScoreCommand(Function<Map<String, String>, ScorerConfig> check) {
    this.check = check;
  }

  @Override
  public Integer call() throws Exception {
    ScorerConfig config = check.apply(settings.gather(HttpConfig.Server.SCORE.defaults()));
    GivenSettings.requireKeepingTopics(config.kafka(), config.topics().ofScoring());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    try (GracefulShutdown stopping = GracefulShutdown.onShutdown();
        JvmGcMetrics gc = new JvmGcMetrics();
        ScorerProcess scorer = new ScorerProcess(config, registry, Clock.systemUTC());
        AutoCloseable server =
            StatusEndpoints.start(config.http(), registry, scorer::live, scorer::ready)) {
      gc.bindTo(registry);
      stopping.thenRun(Thread.currentThread()::interrupt);
      scorer.start();
      stopping.thenRun(() -> {});
      if (!stopping.await(() -> scorer.live().good())) {
        throw new CommandFailure(scorer.live().reason());
      }
    }
    return ExitCode.DONE;
  }
}
