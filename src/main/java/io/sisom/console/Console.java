package io.sisom.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.FramePng;
import io.sisom.queue.QueueConfig;
import io.sisom.reference.ManifestWatch;
import java.time.Clock;

/** The console put together, without its HTTP server. */
public final class Console implements AutoCloseable {
  private final QueueService service;
  private final CandidateFeed feed;
  private final FrameStore frames;
  private final SensorFrames sensorFrames;
  private final FramePng png;
  private final ManifestWatch versions;

  private Console(
      QueueService service,
      CandidateFeed feed,
      FrameStore frames,
      SensorFrames sensorFrames,
      FramePng png,
      ManifestWatch versions) {
    this.service = service;
    this.feed = feed;
    this.frames = frames;
    this.sensorFrames = sensorFrames;
    this.png = png;
    this.versions = versions;
  }

  /** Takes the queue over and follows candidates and versions. */
  public static Console start(
      KafkaAccess kafka,
      QueueConfig queue,
      ConsoleConfig config,
      FrameLimits limits,
      MeterRegistry registry,
      Clock clock) {
    ConsoleMetrics metrics = new ConsoleMetrics(registry);
    QueueService service = QueueService.start(kafka, queue, metrics, clock);
    return new Console(
        service,
        CandidateFeed.start(kafka, service, metrics),
        new FrameStore(kafka, config.cacheBytes()),
        new SensorFrames(kafka, config.cacheBytes()),
        new FramePng(new FrameDecoder(limits)),
        ManifestWatch.start(kafka.consumers(), kafka.topics().references(), service::live));
  }

  /** The queue. */
  public QueueService queue() {
    return service;
  }

  /** The candidates' pictures. */
  public FrameStore frames() {
    return frames;
  }

  /** What sensors saw, candidate or not. */
  public SensorFrames sensorFrames() {
    return sensorFrames;
  }

  /** Draws pictures. */
  public FramePng png() {
    return png;
  }

  /** What scorers serve. */
  public ManifestWatch versions() {
    return versions;
  }

  @Override
  public void close() {
    versions.close();
    feed.close();
    service.close();
    frames.close();
    sensorFrames.close();
  }
}
