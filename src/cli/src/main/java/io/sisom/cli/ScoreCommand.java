package io.sisom.cli;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.scorer.ScorerProcess;
import io.sisom.service.CommandFailure;
import io.sisom.service.HttpConfig;
import io.sisom.wire.Topics;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sisom score}. */
@Command(
    name = "score",
    description = "The scoring app: frames in; scores, alerts, candidates and dead letters out.")
final class ScoreCommand implements Callable<Integer> {
  @Mixin private SettingOptions settings;

  @Override
  public Integer call() throws Exception {
    SisomConfig config = settings.connect(HttpConfig.Server.SCORE.defaults(), Topics::ofScoring);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    try (Stopping stopping = Stopping.onShutdown();
        JvmGcMetrics gc = new JvmGcMetrics();
        ScorerProcess scorer = new ScorerProcess(config.forScorer(), registry, Clock.systemUTC());
        AutoCloseable server =
            Serving.start(config.http(), registry, scorer::live, scorer::ready)) {
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
