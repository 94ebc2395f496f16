package io.sisom.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.explain.HeatMaps;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FramePng;
import io.sisom.version.ManifestWatch;
import io.sisom.version.ReferenceTopic;
import java.util.Optional;

/** The queue, and the pictures that belong to it; {@link ConsoleProcess} adds all else. */
public final class Console implements AutoCloseable {
  private final ConsoleMetrics metrics;
  private final QueueService service;
  private final CandidateFeed feed;
  private final FrameStore frames;
  private final OwedSkips owed;
  private final SensorFrames sensorFrames;
  private final FramePng png;
  private final LabeledPictures labeled;
  private final HeatMaps heat;
  private final ManifestWatch versions;
  private final KafkaAccess kafka;

  private Console(
      ConsoleMetrics metrics,
      QueueService service,
      CandidateFeed feed,
      FrameStore frames,
      SensorFrames sensorFrames,
      FramePng png,
      LabeledPictures labeled,
      HeatMaps heat,
      ManifestWatch versions,
      KafkaAccess kafka) {
    this.metrics = metrics;
    this.service = service;
    this.feed = feed;
    this.frames = frames;
    this.owed = new OwedSkips(kafka, service, frames);
    this.sensorFrames = sensorFrames;
    this.png = png;
    this.labeled = labeled;
    this.heat = heat;
    this.versions = versions;
    this.kafka = kafka;
  }

  /**
   * A console that is yet to {@link #takeOver}: until then it reads no more than versions, and
   * changes nothing on Kafka.
   *
   * @param heat closed with the console
   */
  static Console of(
      KafkaAccess kafka,
      ConsoleSettings settings,
      HeatMaps heat,
      MeterRegistry registry,
      SteadyClock clock) {
    ConsoleMetrics metrics = new ConsoleMetrics(registry);
    QueueService service = QueueService.of(kafka, settings.queue(), metrics, clock);
    long cacheBytes = settings.console().cacheBytes();
    return new Console(
        metrics,
        service,
        new CandidateFeed(kafka, service, metrics),
        FrameStore.ofCandidates(kafka, cacheBytes),
        new SensorFrames(kafka, cacheBytes),
        new FramePng(new FrameDecoder(settings.frames())),
        new LabeledPictures(kafka, cacheBytes),
        heat,
        ManifestWatch.start(
            new ReferenceTopic(kafka.consumers(), kafka.topics().references(), kafka.schemas()),
            service::live),
        kafka);
  }

  /**
   * Takes the queue over from whoever serves it, follows candidates, and gives the labeled pool
   * what earlier consoles did not. Only once everything else that this process needs is there:
   * whoever served until now stops.
   */
  public void takeOver() {
    kafka.publishSchemas();
    service.takeOver();
    feed.start();
    owed.start();
  }

  /** What it reports. */
  public ConsoleMetrics metrics() {
    return metrics;
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

  /** Pictures of frames that have a label. */
  public LabeledPictures labeled() {
    return labeled;
  }

  /** Heat maps of frames. */
  public HeatMaps heat() {
    return heat;
  }

  /** Where versions lie, to be read and written. */
  public ReferenceTopic referenceTopic() {
    return new ReferenceTopic(kafka.producers(), kafka.topics().references(), kafka.schemas());
  }

  /** What scorers serve. */
  public ManifestWatch versions() {
    return versions;
  }

  /** The bug that ended the following of candidates, versions or labels. */
  public Optional<Throwable> failure() {
    return feed.failure().or(versions::failure).or(labeled::failure);
  }

  @Override
  public void close() {
    owed.close();
    versions.close();
    feed.close();
    service.close();
    kafka.schemas().close();
    frames.close();
    sensorFrames.close();
    labeled.close();
    heat.close();
  }
}
