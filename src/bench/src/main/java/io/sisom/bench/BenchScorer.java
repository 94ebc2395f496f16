package io.sisom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.scoring.CurrentScorer;
import io.sisom.scoring.FrameBatcher;
import io.sisom.scoring.FramesByPlace;
import io.sisom.scoring.ScoreTimes;
import io.sisom.scoring.ScoringApp;
import io.sisom.scoring.ScoringConfig;
import io.sisom.scoring.ScoringMetrics;
import io.sisom.scoring.ScoringTopology;
import io.sisom.scoring.VersionLoader;
import io.sisom.scoring.VersionSlot;
import io.sisom.setting.Settings;
import io.sisom.version.VersionFollower;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KafkaStreams;

/** A scorer as {@code sisom score} runs it, on the bench's broker. */
final class BenchScorer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VersionSlot slot = new VersionSlot();
  private final VersionFollower follower;
  private final FrameBatcher batcher;
  private final FramesByPlace frames;
  private final ScoringApp app;

  private BenchScorer(BenchBroker rig, String guarantee, UnaryOperator<CurrentScorer> watched)
      throws InterruptedException {
    BenchSettings settings = rig.settings();
    ScoringMetrics metrics = new ScoringMetrics(registry);
    FrameReader reader = new FrameReader(settings.limits());
    frames = new FramesByPlace(rig.consumer(), rig.topics().frames(), reader);
    batcher =
        new FrameBatcher(
            settings.batch().on(settings.placement()),
            reader,
            new FrameDecoder(settings.limits()),
            watched.apply(slot),
            metrics);
    ScoringConfig scoring = scoring(rig, guarantee);
    follower =
        VersionFollower.start(
            rig.references(),
            rig.store(),
            new VersionLoader(
                settings.placement(),
                slot,
                metrics,
                settings.alerts(),
                new ScoreTimes(scoring.captureRule(), Clock.systemUTC())));
    if (!follower.awaitFirst(PATIENCE)) {
      throw new IllegalStateException("the bench's own reference set did not arrive");
    }
    app =
        ScoringApp.start(
            new ScoringTopology(
                rig.topics(),
                scoring,
                settings.alerts(),
                settings.candidates(),
                batcher,
                frames,
                metrics,
                registry),
            scoring,
            rig.topics().frames(),
            batcher,
            rig.client(),
            registry);
  }

  /** Starts one that goes on where the last of its guarantee stopped. */
  static BenchScorer start(BenchBroker rig, String guarantee) throws InterruptedException {
    return new BenchScorer(rig, guarantee, scorers -> scorers);
  }

  /** The same; {@code watched} may look at each batch. */
  static BenchScorer start(BenchBroker rig, String guarantee, UnaryOperator<CurrentScorer> watched)
      throws InterruptedException {
    return new BenchScorer(rig, guarantee, watched);
  }

  private static ScoringConfig scoring(BenchBroker rig, String guarantee) {
    return Settings.changed(
        rig.settings().scoring(),
        Map.of(
            "scoring.application.id",
            "sisom-bench",
            "scoring.instance",
            "bench",
            "scoring.guarantee",
            guarantee,
            "scoring.state.dir",
            rig.dir().resolve("streams").toString()));
  }

  /** Waits until it scores. */
  void awaitRunning() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (app.state() != KafkaStreams.State.RUNNING) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Kafka Streams is " + app.state() + ", not running");
      }
      Thread.sleep(20);
    }
  }

  /** Frames of a batch, mean. */
  double framesPerBatch() {
    return registry.summary("sisom.batch.frames").mean();
  }

  /** The version in use. */
  long version() {
    return slot.number();
  }

  @Override
  public void close() throws InterruptedException {
    app.close();
    frames.close();
    follower.close();
    batcher.close();
    slot.close();
  }
}
