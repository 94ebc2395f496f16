package io.sisom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.scorer.ScorerConfig;
import io.sisom.scoring.FrameBatcher;
import io.sisom.scoring.FramesByPlace;
import io.sisom.scoring.ScoringApp;
import io.sisom.scoring.ScoringMetrics;
import io.sisom.scoring.ScoringTopology;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A scorer with a stand-in for its network, in a JVM of its own; all else is as {@code sisom score}
 * has it. Twice a second it says on standard output how it stands. A line on its standard input has
 * it collect garbage; the end of that input, as when the bench dies, ends it.
 */
final class FleetScorer implements AutoCloseable {
  /** What its lines begin with. */
  static final String SAYS = "FLEET ";

  private static final int CORES = 2;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FrameBatcher batcher;
  private final FramesByPlace frames;
  private final ScoringApp app;

  private FleetScorer(ScorerConfig config, Duration batch) {
    ScoringMetrics metrics = new ScoringMetrics(registry);
    FrameReader reader = new FrameReader(config.frames());
    frames =
        new FramesByPlace(config.kafka().consumerProperties(), config.topics().frames(), reader);
    batcher =
        new FrameBatcher(
            config.batch(),
            reader,
            new FrameDecoder(config.frames()),
            new StandInNetwork(batch),
            metrics);
    app =
        ScoringApp.start(
            new ScoringTopology(
                config.topics(),
                config.scoring(),
                config.alerts(),
                config.candidates(),
                batcher,
                frames,
                metrics,
                registry),
            config.scoring(),
            config.topics().frames(),
            batcher,
            config.kafka().properties(),
            registry);
  }

  /** Takes the milliseconds of a batch, then settings as {@code key=value}. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> given = new TreeMap<>();
    given.put("batch.decoders", Integer.toString(CORES));
    for (int i = 1; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      given.put(pair[0], pair[1]);
    }
    FleetScorer scorer =
        new FleetScorer(ScorerConfig.of(given), Duration.ofMillis(Long.parseLong(arguments[0])));
    Runtime.getRuntime().addShutdownHook(new Thread(scorer::close, "fleet-scorer-stop"));
    Thread listening = new Thread(FleetScorer::listen, "fleet-scorer-input");
    listening.setDaemon(true);
    listening.start();
    while (true) {
      System.out.println(SAYS + scorer.words());
      Thread.sleep(500);
    }
  }

  private static void listen() {
    try {
      for (int read = System.in.read(); read >= 0; read = System.in.read()) {
        System.gc();
      }
    } catch (IOException e) {
      System.err.println(e);
    }
    System.exit(0);
  }

  private String words() {
    Runtime runtime = Runtime.getRuntime();
    return "%s %.0f %.0f %.0f %.0f %d %d"
        .formatted(
            app.state(),
            registry.counter("sisom.frames.scored").count(),
            registry.counter("sisom.alerts.opened").count(),
            registry.counter("sisom.alerts.closed").count(),
            (double) (runtime.totalMemory() - runtime.freeMemory()),
            registry.getMeters().size(),
            System.currentTimeMillis());
  }

  @Override
  public void close() {
    try {
      app.close();
      frames.close();
      batcher.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
