package io.sisom.scorer;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.network.Placement;
import io.sisom.scoring.FrameBatcher;
import io.sisom.scoring.FramesByPlace;
import io.sisom.scoring.ScoreTimes;
import io.sisom.scoring.ScoringApp;
import io.sisom.scoring.ScoringMetrics;
import io.sisom.scoring.ScoringTopology;
import io.sisom.scoring.VersionLoader;
import io.sisom.scoring.VersionReporter;
import io.sisom.scoring.VersionSlot;
import io.sisom.service.Health;
import io.sisom.version.ReferenceTopic;
import io.sisom.version.VersionFollower;
import io.sisom.wire.SchemaPublisher;
import io.sisom.wire.SchemaTopic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scoring app with all its parts: follows versions and starts to score when the first one
 * arrives.
 */
public final class ScorerProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ScorerProcess.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LATER_WAIT = Duration.ofMinutes(1);

  private final ScorerConfig config;
  private final MeterRegistry registry;
  private final ScoringMetrics metrics;
  private final VersionSlot slot = new VersionSlot();
  private final SchemaTopic schemas;
  private final VersionReporter reporter;
  private volatile @Nullable VersionFollower follower;
  private final FrameBatcher batcher;
  private final FramesByPlace frames;
  private volatile @Nullable ScoringApp app;

  /** Ready to {@link #start}; until then it touches neither Kafka nor the cache of versions. */
  public ScorerProcess(ScorerConfig config, MeterRegistry registry, Clock clock) {
    this.config = config;
    this.registry = registry;
    this.metrics = new ScoringMetrics(registry);
    metrics.watch(slot);
    this.schemas = new SchemaTopic(config.kafka().consumerProperties(), config.topics().schemas());
    metrics.watch(schemas);
    FrameReader reader = new FrameReader(config.frames(), schemas);
    this.frames =
        new FramesByPlace(config.kafka().consumerProperties(), config.topics().frames(), reader);
    List<Placement> placements = config.device().placements();
    log.atInfo()
        .addKeyValue("device", placements.stream().map(Placement::device).toList())
        .addKeyValue("precision", placements.get(0).precision().key())
        .log("scoring device");
    this.batcher =
        new FrameBatcher(
            config.batch().on(placements.get(0)),
            reader,
            new FrameDecoder(config.frames()),
            slot,
            metrics,
            placements.size());
    this.reporter =
        new VersionReporter(
            new VersionLoader(
                placements,
                slot,
                metrics,
                config.alerts(),
                new ScoreTimes(config.scoring().captureRule(), clock)),
            slot,
            instance(config),
            config.kafka().impatientProducer(),
            config.topics().reports(),
            clock);
  }

  private static String instance(ScorerConfig config) {
    if (!config.scoring().instance().isEmpty()) {
      return config.scoring().instance();
    }
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "scorer";
    }
    return host + "-" + ProcessHandle.current().pid();
  }

  /** Follows versions, waits for the first verified one, then starts scoring. */
  public void start() throws InterruptedException {
    SchemaPublisher.publish(schemas, config.kafka().producerProperties());
    VersionFollower following =
        VersionFollower.start(
            new ReferenceTopic(
                config.kafka().consumerProperties(), config.topics().references(), schemas),
            config.store(),
            reporter);
    follower = following;
    Duration wait = FIRST_WAIT;
    while (!following.awaitFirst(wait)) {
      log.atInfo()
          .addKeyValue("topic", config.topics().references())
          .log("waiting for the first reference version");
      wait = LATER_WAIT;
    }
    ScoringTopology topology =
        new ScoringTopology(
            config.topics(),
            config.scoring(),
            config.alerts(),
            config.candidates(),
            schemas,
            batcher,
            frames,
            metrics,
            registry);
    app =
        ScoringApp.start(
            topology,
            config.scoring(),
            config.topics().frames(),
            batcher,
            config.kafka().properties(),
            registry);
  }

  /** The version in use, 0 before the first. */
  public long referenceVersion() {
    return slot.number();
  }

  /** Whether the process still works. */
  public Health live() {
    ScoringApp running = app;
    if (running != null && running.state().hasCompletedShutdown()) {
      return Health.bad("Kafka Streams has stopped: " + running.state());
    }
    VersionFollower following = follower;
    if (following != null && following.failure().isPresent()) {
      return Health.bad(
          "versions are followed no more, a bug ended it: " + following.failure().get());
    }
    Duration atOneBatch = batcher.atOneBatch();
    if (atOneBatch.compareTo(config.scoring().timeout()) > 0) {
      return Health.bad(
          "the device has been at one batch for %d s, more than scoring.timeout.ms: it hangs"
              .formatted(atOneBatch.toSeconds()));
    }
    return Health.good("working");
  }

  /** Whether frames are being scored. */
  public Health ready() {
    ScoringApp running = app;
    if (running == null) {
      return Health.bad("waiting for the first reference version");
    }
    return running.state() == KafkaStreams.State.RUNNING
        ? Health.good("scoring with reference version " + slot.number())
        : Health.bad("Kafka Streams is " + running.state());
  }

  @Override
  public void close() throws InterruptedException {
    ScoringApp running = app;
    if (running != null) {
      running.close();
    }
    frames.close();
    VersionFollower following = follower;
    if (following != null) {
      following.close();
    }
    reporter.close();
    batcher.close();
    slot.close();
    schemas.close();
  }
}
