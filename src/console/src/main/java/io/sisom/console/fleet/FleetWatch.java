package io.sisom.console.fleet;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.console.Console;
import io.sisom.console.KafkaAccess;
import io.sisom.console.Readers;
import io.sisom.live.Fleet;
import io.sisom.live.LiveConfig;
import java.time.Clock;
import java.util.Optional;

/** Follows the fleet: what the live and episode pages show. */
public final class FleetWatch implements AutoCloseable {
  private final LiveConfig config;
  private final Fleet fleet;
  private final Readers readers;
  private final FramePictures pictures;
  private final EpisodeFrames episodes;
  private final FleetFollower feed;
  private final DeadLetterFeed deadLetters;
  private final LagWatch lag;

  private FleetWatch(
      KafkaAccess kafka,
      LiveConfig config,
      Console console,
      Fleet fleet,
      String scorers,
      MeterRegistry registry,
      Clock clock) {
    this.config = config;
    this.fleet = fleet;
    this.readers = new Readers(kafka, 500);
    this.pictures = new FramePictures(console.sensorFrames(), console.png(), config.cacheBytes());
    this.episodes = new EpisodeFrames(readers, kafka);
    this.feed = FleetFollower.start(kafka, config, fleet, registry, clock);
    this.deadLetters = DeadLetterFeed.start(kafka, config, fleet);
    this.lag = LagWatch.start(kafka, scorers, fleet);
  }

  /**
   * Starts to follow.
   *
   * @param console whose pictures it shows
   * @param alpha p-value up to which a frame is novel
   * @param mute whether frames like muted ones raise no alert
   * @param scorers consumer group of the scorers
   */
  public static FleetWatch start(
      KafkaAccess kafka,
      LiveConfig config,
      Console console,
      double alpha,
      boolean mute,
      String scorers,
      MeterRegistry registry,
      Clock clock) {
    Fleet fleet = new Fleet(config, alpha, mute);
    return new FleetWatch(kafka, config, console, fleet, scorers, registry, clock);
  }

  /** How much is shown. */
  public LiveConfig config() {
    return config;
  }

  /** What the fleet sees. */
  public Fleet fleet() {
    return fleet;
  }

  /** Frames by their place. */
  public FramePictures pictures() {
    return pictures;
  }

  /** Scores of episodes. */
  public EpisodeFrames episodes() {
    return episodes;
  }

  /** The bug that ended what it follows. */
  public Optional<Throwable> failure() {
    return feed.failure().or(deadLetters::failure);
  }

  @Override
  public void close() {
    feed.close();
    deadLetters.close();
    lag.close();
    readers.close();
  }
}
