package io.sisom.cli;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.live.DryFrames;
import io.sisom.feed.live.LiveFeed;
import io.sisom.feed.live.LiveSink;
import io.sisom.feed.live.LiveTally;
import io.sisom.feed.live.TopicFrames;
import io.sisom.service.CommandFailure;
import io.sisom.service.GracefulShutdown;
import io.sisom.service.Health;
import io.sisom.service.HttpConfig;
import io.sisom.service.StatusEndpoints;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What feeds frames as they come, until it is told to end. */
abstract class FeedLiveCommand implements Callable<Integer> {
  @Mixin SettingOptions settings;
  @Mixin LiveOptions options;

  @Spec CommandSpec spec;

  /** What runs until its thread is interrupted. */
  interface Work {
    /** Runs; returns why it ended by itself. */
    String run(LiveFeed feed, LiveTally tally, LiveSummary listener) throws InterruptedException;
  }

  /** What is to run; wrong usage is told before anything is connected. */
  abstract Work work(SisomConfig config);

  /** How far apart a sensor's frames are at least, here. */
  long everyNanos() {
    return options.everyNanos();
  }

  @Override
  public final Integer call() throws Exception {
    SisomConfig config = settings.resolve(HttpConfig.Server.FEED.defaults());
    Work work = work(config);
    if (!options.dryRun()) {
      settings.connectToWrite(topics -> List.of(topics.frames()));
      config.publishSchemas();
    }
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    LiveTally tally = new LiveTally(registry);
    LiveSummary summary = new LiveSummary(spec, tally, options.dryRun(), config.topics().frames());
    try (GracefulShutdown stopping = GracefulShutdown.onShutdown()) {
      Optional<String> ended = run(config, work, tally, summary, registry, stopping);
      int code = summary.print();
      if (ended.isPresent()) {
        throw new CommandFailure(ended.get());
      }
      return code;
    }
  }

  private Optional<String> run(
      SisomConfig config,
      Work work,
      LiveTally tally,
      LiveSummary summary,
      PrometheusMeterRegistry registry,
      GracefulShutdown stopping)
      throws Exception {
    LiveThread thread;
    try (AutoCloseable status =
            StatusEndpoints.start(
                config.http(),
                registry,
                () -> Health.good("the feed runs"),
                () -> summary.health());
        LiveFeed feed =
            new LiveFeed(
                options.choice(spec, config.frames(), everyNanos()), sink(config), tally)) {
      thread = new LiveThread(() -> work.run(feed, tally, summary));
      long end = System.nanoTime() + Math.min(options.spanNanos(), Long.MAX_VALUE / 4);
      stopping.await(
          () -> {
            summary.tick();
            return thread.isAlive() && System.nanoTime() < end;
          });
      thread.end();
    }
    return thread.ended();
  }

  private LiveSink sink(SisomConfig config) {
    return options.dryRun()
        ? new DryFrames()
        : new TopicFrames(config.kafka().producer(), config.topics().frames());
  }
}
